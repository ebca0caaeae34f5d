using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// A set of code points, printed for a regex engine that works on UTF-16: the basic plane as a class, the others as pairs of surrogates.
/// </summary>
internal sealed class CodePointSet
{
    private const int MostCodePoint = 0x10FFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    private List<(int First, int Last)> _ranges = [];

    public void Add(int codePoint) => Add(codePoint, codePoint);

    public void Add(int first, int last) => _ranges.Add((first, last));

    public void Add(CodePointSet other) => _ranges.AddRange(other._ranges);

    /// <summary>The code points of a general category: <c>L</c>, <c>Lu</c>; null where there is none of that name.</summary>
    public static CodePointSet? OfCategory(string name)
    {
        if (name.Length is 0 or > 2 || !"LMNPZSC".Contains(name[0], StringComparison.Ordinal) || name == "Cs")
            return null;
        var categories = Enum.GetValues<UnicodeCategory>().Where(category => ShortName(category).StartsWith(name, StringComparison.Ordinal)).ToHashSet();
        if (categories.Count == 0)
            return null;
        var set = new CodePointSet();
        for (var c = 0; c <= MostCodePoint; c++)
        {
            if (c is (< FirstSurrogate or > LastSurrogate) && categories.Contains(CharUnicodeInfo.GetUnicodeCategory(c)))
                set.Extend(c);
        }

        return set;
    }

    /// <summary>Turns it into all other code points. Surrogates are none.</summary>
    public void Negate()
    {
        Add(FirstSurrogate, LastSurrogate);
        var others = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in Merged())
        {
            if (first > next)
                others.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= MostCodePoint)
            others.Add((next, MostCodePoint));
        _ranges = others;
    }

    /// <summary>Appends the set as one atom of a regex.</summary>
    public void Print(StringBuilder output)
    {
        var basic = new StringBuilder();
        var pairs = new List<string>();
        foreach (var (first, last) in Merged())
        {
            if (first <= char.MaxValue)
                Range(basic, first, Math.Min(last, char.MaxValue));
            if (last > char.MaxValue)
                Pairs(pairs, Math.Max(first, char.MaxValue + 1), last);
        }

        if (basic.Length > 0)
            pairs.Insert(0, $"[{basic}]");
        // No text has a surrogate by itself, so this matches nothing.
        output.Append(pairs.Count switch { 0 => @"[\uD800]", 1 when basic.Length > 0 => pairs[0], _ => $"(?:{string.Join('|', pairs)})" });
    }

    /// <summary>Splits a range beyond the basic plane at the borders of high surrogates.</summary>
    private static void Pairs(List<string> pairs, int first, int last)
    {
        while (first <= last)
        {
            var (high, low) = Surrogates(first);
            var (lastHigh, lastLow) = Surrogates(last);
            if (low == 0xDC00 && (lastHigh > high || lastLow == 0xDFFF))
            {
                // Whole blocks of 1,024: as many as there are, in one piece.
                var blocks = lastLow == 0xDFFF ? lastHigh : lastHigh - 1;
                pairs.Add(Class(high, blocks) + Class(0xDC00, 0xDFFF));
                first += (blocks - high + 1) * 0x400;
                continue;
            }

            var end = lastHigh == high ? lastLow : 0xDFFF;
            pairs.Add(Class(high, high) + Class(low, end));
            first += end - low + 1;
        }
    }

    private static (int High, int Low) Surrogates(int codePoint) =>
        (0xD800 + ((codePoint - 0x10000) >> 10), 0xDC00 + ((codePoint - 0x10000) & 0x3FF));

    private static string Class(int first, int last)
    {
        var text = new StringBuilder("[");
        Range(text, first, last);
        return text.Append(']').ToString();
    }

    private static void Range(StringBuilder text, int first, int last)
    {
        text.Append(CultureInfo.InvariantCulture, $@"\u{first:X4}");
        if (last > first)
            text.Append(CultureInfo.InvariantCulture, $@"-\u{last:X4}");
    }

    private void Extend(int codePoint)
    {
        if (_ranges.Count > 0 && _ranges[^1].Last == codePoint - 1)
            _ranges[^1] = (_ranges[^1].First, codePoint);
        else
            Add(codePoint);
    }

    private List<(int First, int Last)> Merged()
    {
        var merged = new List<(int First, int Last)>();
        foreach (var (first, last) in _ranges.Order())
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            else
                merged.Add((first, last));
        }

        return merged;
    }

    private static string ShortName(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "Cn",
    };
}
