namespace Virtwire.Sdk.Schema.Text.Patterns;

/// <summary>Reads the grammar of RFC 9485.</summary>
internal sealed class PatternParser
{
    private const int MaxDepth = 50;
    private const int MaxRepeat = 1000;
    private const string MayBeEscaped = "()*+-.?[\\]^nrt{|}";

    private readonly string _pattern;
    private int _position;
    private PatternFault? _fault;

    private PatternParser(string pattern) => _pattern = pattern;

    public static PatternNode? Parse(string pattern, out PatternFault? fault)
    {
        var parser = new PatternParser(pattern);
        var root = parser.ReadChoice(0);
        if (root is not null && parser._position < pattern.Length)
            root = parser.Fail<PatternNode>("')' closes nothing; write \\) for the character");
        if (root is { Size: > IRegexp.MaxSize })
        {
            parser._position = 0;
            root = parser.Fail<PatternNode>("the expression is too large once its repetitions are written out");
        }

        fault = parser._fault;
        return root;
    }

    private bool AtEnd => _position >= _pattern.Length;

    private char Current => AtEnd ? '\0' : _pattern[_position];

    private PatternNode? ReadChoice(int depth)
    {
        if (depth > MaxDepth)
            return Fail<PatternNode>("groups are nested more than 50 deep");
        var branches = new List<PatternNode>();
        while (true)
        {
            if (ReadBranch(depth) is not { } branch)
                return null;
            branches.Add(branch);
            if (AtEnd || Current != '|')
                return branches.Count == 1 ? branches[0] : new ChoiceNode(branches);
            _position++;
        }
    }

    private SequenceNode? ReadBranch(int depth)
    {
        var items = new List<PatternNode>();
        while (!AtEnd && Current is not ('|' or ')'))
        {
            if (ReadAtom(depth) is not { } atom || ReadQuantifier(atom) is not { } item)
                return null;
            items.Add(item);
        }

        return new SequenceNode(items);
    }

    private PatternNode? ReadAtom(int depth)
    {
        switch (Current)
        {
            case '(':
                var open = _position++;
                if (ReadChoice(depth + 1) is not { } group)
                    return null;
                if (AtEnd)
                {
                    _position = open;
                    return Fail<PatternNode>("the group is not closed: ')' was expected");
                }

                _position++;
                return group;
            case '.':
                _position++;
                return new AnyNode();
            case '[':
                return ReadClass();
            case '\\':
                if (ReadCategory() is { } category)
                    return new ClassNode(false, [], [category]);
                return ReadEscape() is { } escaped ? new LiteralNode(escaped) : null;
            case '*' or '+' or '?' or '{':
                return Fail<PatternNode>("'" + Current + "' repeats nothing; write \\" + Current + " for the character");
            case ']' or '}':
                return Fail<PatternNode>("write \\" + Current + " for the character");
            default:
                return new LiteralNode(ReadCodePoint());
        }
    }

    private PatternNode? ReadQuantifier(PatternNode atom)
    {
        switch (Current)
        {
            case '*':
                _position++;
                return new RepeatNode(atom, 0, null);
            case '+':
                _position++;
                return new RepeatNode(atom, 1, null);
            case '?':
                _position++;
                return new RepeatNode(atom, 0, 1);
            case '{':
                return ReadRange(atom);
            default:
                return atom;
        }
    }

    private RepeatNode? ReadRange(PatternNode atom)
    {
        _position++;
        if (ReadCount() is not { } min)
            return null;
        int? max = min;
        if (Current == ',')
        {
            _position++;
            max = null;
            if (Current != '}')
            {
                max = ReadCount();
                if (max is null)
                    return null;
            }
        }

        if (Current != '}')
            return Fail<RepeatNode>("'}' was expected after the number of repetitions");
        if (max < min)
            return Fail<RepeatNode>("the greatest number of repetitions is less than the least");
        _position++;
        return new RepeatNode(atom, min, max);
    }

    private int? ReadCount()
    {
        var start = _position;
        var count = 0;
        for (; Current is >= '0' and <= '9'; _position++)
        {
            count = (count * 10) + (Current - '0');
            if (count > MaxRepeat)
                return FailValue("nothing can be repeated more than 1000 times");
        }

        return _position > start ? count : FailValue("a number of repetitions was expected");
    }

    private ClassNode? ReadClass()
    {
        var open = _position++;
        var isNegated = Current == '^';
        if (isNegated)
            _position++;
        var ranges = new List<PatternRange>();
        var categories = new List<PatternCategory>();
        for (var isFirst = true; !AtEnd && (Current != ']' || isFirst); isFirst = false)
        {
            if (Current == '-' && (isFirst || Next == ']'))
            {
                _position++;
                ranges.Add(new PatternRange('-', '-'));
            }
            else if (Current == '\\' && ReadCategory() is { } category)
            {
                categories.Add(category);
            }
            else if (!ReadClassRange(ranges))
            {
                return null;
            }
        }

        if (AtEnd)
        {
            _position = open;
            return Fail<ClassNode>("the class is not closed: ']' was expected");
        }

        _position++;
        return new ClassNode(isNegated, ranges, categories);
    }

    private bool ReadClassRange(List<PatternRange> ranges)
    {
        if (ReadClassCharacter() is not { } first)
            return false;
        var last = first;
        if (Current == '-' && Next != ']')
        {
            _position++;
            if (ReadClassCharacter() is not { } end)
                return false;
            last = end;
        }

        if (last < first)
            return FailValue("the range ends before it begins") is not null;
        ranges.Add(new PatternRange(first, last));
        return true;
    }

    private int? ReadClassCharacter()
    {
        if (Current == '\\')
            return ReadEscape();
        if (AtEnd || Current is '-' or '[' or ']')
            return FailValue(AtEnd ? "the class is not closed" : "write \\" + Current + " for the character in a class");
        return ReadCodePoint();
    }

    // \p{Lu} or \P{Lu}; null, without a fault and without a step, where the backslash begins something else.
    private PatternCategory? ReadCategory()
    {
        if (Next is not ('p' or 'P'))
            return null;
        var close = _pattern.IndexOf('}', _position);
        if (close < 0 || _pattern[_position + 2] != '{')
            return null;
        var name = _pattern.Substring(_position + 3, close - _position - 3);
        if (!UnicodeCategories.IsName(name))
            return null;
        var category = new PatternCategory(name, Next == 'P');
        _position = close + 1;
        return category;
    }

    private char? ReadEscape()
    {
        var escaped = Next;
        if (escaped is 'p' or 'P')
            return FailCharacter("\\p and \\P are followed by a Unicode category in braces, such as {L} or {Nd}");
        if (escaped == '\0' || MayBeEscaped.IndexOf(escaped) < 0)
            return FailCharacter(
                "a backslash stands before one of " + MayBeEscaped + " or before p{…}; write a class such as [0-9] instead");
        _position += 2;
        return escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => escaped };
    }

    private char Next => _position + 1 < _pattern.Length ? _pattern[_position + 1] : '\0';

    private int ReadCodePoint()
    {
        var isPair = char.IsHighSurrogate(Current) && char.IsLowSurrogate(Next);
        var codePoint = isPair ? char.ConvertToUtf32(Current, Next) : Current;
        _position += isPair ? 2 : 1;
        return codePoint;
    }

    private T? Fail<T>(string problem)
        where T : class
    {
        _fault ??= new PatternFault(_position, problem);
        return null;
    }

    private int? FailValue(string problem)
    {
        _fault ??= new PatternFault(_position, problem);
        return null;
    }

    private char? FailCharacter(string problem)
    {
        _fault ??= new PatternFault(_position, problem);
        return null;
    }
}
