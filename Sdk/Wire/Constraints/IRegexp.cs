using System.Text.RegularExpressions;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// I-Regexp (RFC 9485) as a .NET regex that means the same: the whole text is matched, by code points, in time linear in its length.
/// </summary>
internal static class IRegexp
{
    /// <summary>Translates a pattern.</summary>
    /// <exception cref="FormatException">It is not an I-Regexp.</exception>
    public static Regex ToRegex(string pattern) => new(
        $@"\A(?:{new IRegexpTranslator(pattern).Translate()})\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
