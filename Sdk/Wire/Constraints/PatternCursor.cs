using System.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>A place in the text of a pattern, and what both the pattern and its classes read there.</summary>
internal sealed class PatternCursor(string pattern)
{
    /// <summary>What <see cref="Next"/> is after the last code point.</summary>
    public const int End = -1;

    private const string Escapable = "()*+-.?[\\]^{|}";

    private int _position;

    /// <summary>The code point here.</summary>
    public int Next => At(_position);

    /// <summary>The code point after the one here, which is of the basic plane.</summary>
    public int AfterNext => At(_position + 1);

    /// <summary>Moves past the code point here, and gives it.</summary>
    public int Take()
    {
        var taken = Next;
        _position += taken > char.MaxValue ? 2 : 1;
        return taken;
    }

    /// <summary>Moves past the code point here if it is <paramref name="wanted"/>.</summary>
    public bool TakeIf(int wanted)
    {
        if (Next != wanted)
            return false;
        Take();
        return true;
    }

    /// <summary>Reads what a backslash stands before, and gives the code point that is meant.</summary>
    public int Escape() => Take() switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        var c when c is > 0 and <= '}' && Escapable.Contains((char)c, StringComparison.Ordinal) => c,
        _ => throw Refuse("a '\\' stands before a character that has no escape"),
    };

    /// <summary>Whether a category's escape, <c>\p</c> or <c>\P</c>, begins here.</summary>
    public bool IsAtCategory => Next == '\\' && AfterNext is ('p' or 'P');

    /// <summary>Reads <c>\p{Lu}</c> or <c>\P{Lu}</c>.</summary>
    public uint Category()
    {
        Take();
        var isNegated = Take() == 'P';
        var close = _position < pattern.Length ? pattern.IndexOf('}', _position) : End;
        if (Next != '{' || close < 0)
            throw Refuse(@"a \p wants a category in braces");
        var categories = CodePointSet.CategoriesOf(pattern.AsSpan()[(_position + 1)..close]);
        if (categories == 0)
            throw Refuse("a category does not exist");
        _position = close + 1;
        return isNegated ? CodePointSet.OtherCategories(categories) : categories;
    }

    /// <summary>The refusal of the pattern at this place.</summary>
    public FormatException Refuse(string reason) =>
        new($"The pattern '{pattern}' is not an I-Regexp (RFC 9485): {reason}, at character {Math.Min(_position, pattern.Length) + 1}.");

    private int At(int position)
    {
        if (position >= pattern.Length)
            return End;
        return Rune.TryGetRuneAt(pattern, position, out var rune) ? rune.Value : throw Refuse("it holds half of a surrogate pair");
    }
}
