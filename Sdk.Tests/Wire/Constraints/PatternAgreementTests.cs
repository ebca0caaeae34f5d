using Virtwire.Sdk.Schema.Text.Patterns;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>
/// The schema's reader and the codecs each have I-Regexp, because the reader loads into old compilers and Sdk does not know it. A pattern
/// that the reader lets pass must not fail in an emitted codec.
/// </summary>
public sealed class PatternAgreementTests
{
    private static readonly string[] Texts = ["", "a", "b", "ab", "aab", "-", "^", "$", "\n", "é", "Ж", "1", "a1", "]", "\\", "😀", "a😀"];

    [Fact]
    public void What_the_schema_accepts_the_codecs_run_and_match_alike() =>
        Generate.Of("a", "b", "é", "😀", "(", ")", "[a-c]", "[^a]", "[-a]", "[", "]", "-", "^", "\\p{L}", "\\P{Lu}", "[\\p{Nd}a]", "\\", "\\-", "\\n", "*", "+", "?", "{2}", "{0,2}", "{1,}", "{", "|", ".", "$").Holds(pattern =>
        {
            if (IRegexp.Parse(pattern, out _) is not { } theirs)
                return true;
            var ours = new TextPattern(pattern);
            return Texts.All(text => ours.IsMatch(text) == theirs.IsMatch(text));
        });

    [Theory]
    [InlineData("a{990}")]
    [InlineData("((a?)?){150}")]
    [InlineData("(a|b|c|d|){100}")]
    [InlineData("((((a{3}){3}){3}){3}){3}")]
    public void What_is_large_for_the_schema_is_not_too_large_for_the_codecs(string pattern)
    {
        Assert.NotNull(IRegexp.Parse(pattern, out _));
        Assert.False(new TextPattern(pattern).IsMatch("x"));
    }

    [Fact]
    public void Groups_may_be_as_deep_for_both()
    {
        var deepest = new string('(', 50) + "a" + new string(')', 50);

        Assert.NotNull(IRegexp.Parse(deepest, out _));
        Assert.True(new TextPattern(deepest).IsMatch("a"));
        Assert.Null(IRegexp.Parse($"({deepest})", out _));
        Assert.Throws<FormatException>(() => new TextPattern($"({deepest})"));
    }
}
