using System.Globalization;

namespace Virtwire.Sdk.Schema.Text.Patterns;

/// <summary>The Unicode categories that an I-Regexp can name.</summary>
internal static class UnicodeCategories
{
    // The second letters that each first letter can have.
    private static readonly Dictionary<char, string> Names = new()
    {
        ['L'] = "lmotu",
        ['M'] = "cen",
        ['N'] = "dlo",
        ['P'] = "cdefios",
        ['Z'] = "lps",
        ['S'] = "ckmo",
        ['C'] = "cfno",
    };

    public static bool IsName(string name) =>
        name.Length is 1 or 2 && Names.TryGetValue(name[0], out var seconds) && (name.Length == 1 || seconds.IndexOf(name[1]) >= 0);

    public static bool Contains(string name, int codePoint)
    {
        var code = CodeOf(codePoint <= char.MaxValue
            ? CharUnicodeInfo.GetUnicodeCategory((char)codePoint)
            : CharUnicodeInfo.GetUnicodeCategory(char.ConvertFromUtf32(codePoint), 0));
        return code[0] == name[0] && (name.Length == 1 || code[1] == name[1]);
    }

    private static string CodeOf(UnicodeCategory category) => category switch
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
