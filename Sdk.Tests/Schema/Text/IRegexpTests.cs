using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Schema.Text.Patterns;

namespace Virtwire.Sdk.Tests.Schema.Text;

public sealed class IRegexpTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("a", "ba", false)]
    [InlineData("a|bc", "bc", true)]
    [InlineData("(a|b)*c", "ababc", true)]
    [InlineData("a{2,3}", "a", false)]
    [InlineData("a{2,3}", "aaa", true)]
    [InlineData("a{2,3}", "aaaa", false)]
    [InlineData("a{2,}", "aaaa", true)]
    [InlineData("a{0}", "", true)]
    [InlineData(".", "\n", false)]
    [InlineData(".", "\u2028", true)]
    [InlineData(".", "😀", true)]
    [InlineData("..", "😀", false)]
    [InlineData("[^a]", "😀", true)]
    [InlineData("[😀-😂]", "😁", true)]
    [InlineData("^$", "^$", true)]
    [InlineData("[a-c-]", "-", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData("\\(\\.\\-", "(.-", true)]
    [InlineData("\\p{Lu}\\p{L}*", "Éa", true)]
    [InlineData("\\P{Nd}", "1", false)]
    [InlineData("[\\p{Nd}_]", "_", true)]
    [InlineData("\\p{L}", "𝒜", true)]
    [InlineData("(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false)]
    public void The_whole_text_matches_by_code_points(string pattern, string text, bool matches)
    {
        var expression = IRegexp.Parse(pattern, out var fault);
        Assert.Null(fault);
        Assert.Equal(matches, expression!.IsMatch(text));
    }

    [Theory]
    [InlineData("a**", 2)]
    [InlineData("a]", 1)]
    [InlineData("a}", 1)]
    [InlineData("[]", 1)]
    [InlineData("[a", 0)]
    [InlineData("[a--z]", 3)]
    [InlineData("\\d", 0)]
    [InlineData("\\", 0)]
    [InlineData("\\p{X}", 0)]
    [InlineData("\\p{Cs}", 0)]
    [InlineData("a{,2}", 2)]
    [InlineData("a{2", 3)]
    [InlineData("a{99999999999}", 5)]
    [InlineData("(?:a)", 1)]
    public void A_fault_is_told_with_its_place(string pattern, int position)
    {
        Assert.Null(IRegexp.Parse(pattern, out var fault));
        Assert.Equal(position, fault!.Position);
    }

    [Fact]
    public void It_matches_as_the_framework_does_where_both_mean_the_same()
    {
        var part = Gen.Elements("a", "b", "(", ")", "[ab]", "[^a]", "*", "+", "?", "{2}", "{0,2}", "|", ".");
        var patterns = part.ListOf().Select(static parts => string.Concat(parts)).ToArbitrary();
        var texts = Gen.Elements('a', 'b', 'c').ListOf().Select(static letters => string.Concat(letters)).ToArbitrary();
        var read = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithEndSize(10), Prop.ForAll(patterns, texts, (pattern, text) =>
        {
            if (IRegexp.Parse(pattern, out _) is not { } ours)
                return true;
            read++;
            return ours.IsMatch(text) == Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }));
        Assert.InRange(read, 2_000, 20_000);
    }

    [Fact]
    public void Any_text_is_parsed_without_an_exception() =>
        Prop.ForAll<string>(static text => IRegexp.Parse(text ?? "", out var fault) is null != fault is null).QuickCheckThrowOnFailure();
}
