namespace Virtwire.Sdk.Schema.Text.Patterns;

/// <summary>
/// An I-Regexp (RFC 9485), the regular expressions that every language can have alike: no anchors, no back references, always the
/// whole text. It matches code points.
/// </summary>
public sealed class IRegexp
{
    /// <summary>How many parts an expression may have once its repetitions are written out.</summary>
    public const int MaxSize = 2000;

    private readonly PatternNode _root;
    private PatternMatcher? _matcher;

    private IRegexp(PatternNode root) => _root = root;

    /// <summary>Reads an expression; null where the text is none, and then <paramref name="fault"/> says where and why.</summary>
    public static IRegexp? Parse(string pattern, out PatternFault? fault)
    {
        var root = PatternParser.Parse(pattern, out fault);
        return root is null ? null : new IRegexp(root);
    }

    /// <summary>Whether the whole text matches. Takes time in proportion to the text, whatever the expression.</summary>
    public bool IsMatch(string text) => (_matcher ??= new PatternMatcher(_root)).IsMatch(text);
}

/// <summary>Where and why a text is not an I-Regexp.</summary>
/// <param name="Position">The zero-based offset of the character at fault.</param>
/// <param name="Problem">What is wrong there.</param>
public sealed record PatternFault(int Position, string Problem);
