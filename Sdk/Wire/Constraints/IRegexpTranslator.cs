using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>Reads the grammar of RFC 9485, section 4, and prints each piece as .NET understands it.</summary>
internal sealed class IRegexpTranslator(string pattern)
{
    private const int End = -1;
    private const int MostRepetitions = 1000;

    private readonly StringBuilder _output = new();
    private int _position;

    private int Next => _position < pattern.Length ? CodePointAt(_position) : End;

    /// <summary>The whole pattern for .NET, without anchors.</summary>
    public string Translate()
    {
        Alternatives();
        if (Next != End)
            throw Refuse("a ')' has no '('");
        return _output.ToString();
    }

    private void Alternatives()
    {
        while (true)
        {
            while (Next is not (End or '|' or ')'))
            {
                Atom();
                Quantifier();
            }

            if (Next != '|')
                return;
            _output.Append((char)Take());
        }
    }

    private void Atom()
    {
        switch (Next)
        {
            case '(':
                Take();
                _output.Append("(?:");
                Alternatives();
                if (Next != ')')
                    throw Refuse("a '(' is not closed");
                Take();
                _output.Append(')');
                break;
            case '[':
                Take();
                Class();
                break;
            case '.':
                Take();
                var any = new CodePointSet();
                any.Add('\n', '\n');
                any.Add('\r', '\r');
                any.Negate();
                any.Print(_output);
                break;
            case '\\':
                Take();
                if (Next is 'p' or 'P')
                    Property().Print(_output);
                else
                    Single(Escape()).Print(_output);
                break;
            case '*' or '+' or '?' or '{' or '}' or ']':
                throw Refuse($"a '{(char)Next}' that stands for itself wants a '\\' before it");
            default:
                Single(Take()).Print(_output);
                break;
        }
    }

    private void Quantifier()
    {
        switch (Next)
        {
            case '*' or '+' or '?':
                _output.Append((char)Take());
                break;
            case '{':
                Take();
                var least = Number();
                var most = least;
                var isOpen = false;
                if (Next == ',')
                {
                    Take();
                    isOpen = Next == '}';
                    most = isOpen ? least : Number();
                }

                if (Next != '}')
                    throw Refuse("a '{' is not closed");
                Take();
                if (most < least)
                    throw Refuse("a repetition ends before it begins");
                _output.Append(CultureInfo.InvariantCulture, $"{{{least}{(isOpen ? "," : most != least ? "," + most : "")}}}");
                break;
        }
    }

    private void Class()
    {
        var set = new CodePointSet();
        var isNegated = Next == '^';
        if (isNegated)
            Take();
        if (Next == '-')
            set.Add(Take());
        else if (Next == ']')
            throw Refuse("a class is empty");
        while (Next != ']')
            ClassMember(set);
        Take();
        if (isNegated)
            set.Negate();
        set.Print(_output);
    }

    private void ClassMember(CodePointSet set)
    {
        if (Next == '-')
        {
            set.Add(Take());
            if (Next != ']')
                throw Refuse("a '-' inside a class must come first, last, or between two characters");
            return;
        }

        if (Next == '\\' && _position + 1 < pattern.Length && pattern[_position + 1] is 'p' or 'P')
        {
            Take();
            set.Add(Property());
            return;
        }

        var first = ClassCharacter();
        if (Next != '-' || (_position + 1 < pattern.Length && pattern[_position + 1] == ']'))
        {
            set.Add(first);
            return;
        }

        Take();
        var last = ClassCharacter();
        if (last < first)
            throw Refuse("a range ends before it begins");
        set.Add(first, last);
    }

    private int ClassCharacter()
    {
        if (Next != '\\')
            return Next is '[' or ']' or '-' or End ? throw Refuse("a class is not closed, or holds a '[' or '-' without a '\\'") : Take();
        Take();
        return Escape();
    }

    private int Escape() => Take() switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        var c when c is > 0 and <= '}' && "()*+-.?[\\]^{|}".Contains((char)c, StringComparison.Ordinal) => c,
        _ => throw Refuse("a '\\' stands before a character that has no escape"),
    };

    private CodePointSet Property()
    {
        var isNegated = Take() == 'P';
        var close = pattern.IndexOf('}', _position);
        if (Next != '{' || close < 0)
            throw Refuse(@"a \p wants a category in braces");
        var set = CodePointSet.OfCategory(pattern[(_position + 1)..close]) ?? throw Refuse("a category does not exist");
        _position = close + 1;
        if (isNegated)
            set.Negate();
        return set;
    }

    private int Number()
    {
        var begin = _position;
        while (Next is >= '0' and <= '9')
            Take();
        if (!int.TryParse(pattern.AsSpan(begin, _position - begin), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > MostRepetitions)
        {
            throw Refuse($"a repetition wants a number up to {MostRepetitions}");
        }

        return number;
    }

    private int Take()
    {
        var taken = Next;
        _position += taken > char.MaxValue ? 2 : 1;
        return taken;
    }

    private int CodePointAt(int index) =>
        Rune.TryGetRuneAt(pattern, index, out var rune) ? rune.Value : throw Refuse("it holds half of a surrogate pair");

    private static CodePointSet Single(int codePoint)
    {
        var set = new CodePointSet();
        set.Add(codePoint);
        return set;
    }

    private FormatException Refuse(string reason) =>
        new($"The pattern '{pattern}' is not an I-Regexp (RFC 9485): {reason}, at character {Math.Min(_position, pattern.Length) + 1}.");
}
