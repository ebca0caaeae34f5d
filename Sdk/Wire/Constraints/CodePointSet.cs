using System.Globalization;

namespace Virtwire.Sdk.Wire;

/// <summary>A set of code points: ranges and general categories, or all but those.</summary>
internal sealed class CodePointSet
{
    private const uint AllCategories = ((1u << 30) - 1) & ~(1u << (int)UnicodeCategory.Surrogate);

    /// <summary>The short names of the categories, in the order of <see cref="UnicodeCategory"/>.</summary>
    private static readonly string[] CategoryNames =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private readonly List<(int First, int Last)> _ranges = [];
    private uint _categories;

    /// <summary>Whether the set is all but what was added.</summary>
    public bool IsNegated { get; init; }

    /// <summary>All code points but line ends: the <c>.</c> of RFC 9485.</summary>
    public static CodePointSet AnyButLineEnds { get; } = Of(isNegated: true, '\n', '\r');

    /// <summary>The categories whose names begin with <paramref name="name"/> (<c>L</c>, <c>Lu</c>); 0 where RFC 9485 has none of that name.</summary>
    public static uint CategoriesOf(ReadOnlySpan<char> name)
    {
        uint categories = 0;
        for (var i = 0; i < CategoryNames.Length; i++)
        {
            if (name.Length is 1 or 2 && CategoryNames[i].AsSpan().StartsWith(name))
                categories |= 1u << i;
        }

        return categories & AllCategories;
    }

    /// <summary>The categories that are not among these.</summary>
    public static uint OtherCategories(uint categories) => AllCategories & ~categories;

    /// <summary>A set of single code points.</summary>
    public static CodePointSet Of(bool isNegated, params ReadOnlySpan<int> codePoints)
    {
        var set = new CodePointSet { IsNegated = isNegated };
        foreach (var codePoint in codePoints)
            set.Add(codePoint, codePoint);
        return set;
    }

    /// <summary>Adds a range, both ends included.</summary>
    public void Add(int first, int last) => _ranges.Add((first, last));

    /// <summary>Adds categories.</summary>
    public void Add(uint categories) => _categories |= categories;

    /// <summary>Whether the code point is in the set.</summary>
    public bool Contains(int codePoint)
    {
        foreach (var (first, last) in _ranges)
        {
            if (codePoint >= first && codePoint <= last)
                return !IsNegated;
        }

        var isOfCategory = _categories != 0 && (_categories & (1u << (int)CharUnicodeInfo.GetUnicodeCategory(codePoint))) != 0;
        return isOfCategory != IsNegated;
    }
}
