using System.Text;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("a|bc|", "bc")]
    [InlineData("a|bc|", "")]
    [InlineData("(a|b)*c+d?", "ababcc")]
    [InlineData("a{2}b{1,}c{0,2}", "aabbbcc")]
    [InlineData("[a-c^-]+", "a^-c")]
    [InlineData("[-a]+", "-a")]
    [InlineData("[^a-c]", "d")]
    [InlineData("[^-]", "a")]
    [InlineData(@"[\^\]\\\-]+", @"^]\-")]
    [InlineData(@"\(\)\*\+\-\.\?\[\\\]\^\{\|\}", @"()*+-.?[\]^{|}")]
    [InlineData(@"\n\r\t", "\n\r\t")]
    [InlineData("^$ #/,", "^$ #/,")]
    [InlineData(".", "a")]
    [InlineData(".", "😀")]
    [InlineData(".{2}", "a😀")]
    [InlineData("😀{2}", "😀😀")]
    [InlineData("[😀-😎]+", "😃😎")]
    [InlineData("[^😀-😎]", "a")]
    [InlineData("[^😀-😎]", "🙏")]
    [InlineData("[^😀-😎]", "\U0010FFFF")]
    [InlineData(@"\p{L}+", "aÉж漢𝒜𠀀")]
    [InlineData(@"\p{Lu}\p{Ll}", "Éa")]
    [InlineData(@"\p{Nd}", "٣")]
    [InlineData(@"\p{So}", "😀")]
    [InlineData(@"\P{L}", "1")]
    [InlineData(@"\P{L}", "😀")]
    [InlineData(@"[\p{L}\p{Nd}_-]+", "aж3_-")]
    [InlineData(@"[^\p{L}]", "3")]
    [InlineData(@"[^\P{L}]", "𝒜")]
    [InlineData(@"\p{Cn}", "\U000E0FFF")]
    [InlineData(@"\p{C}", "\u0001")]
    public void Matches(string pattern, string text) => Assert.True(new TextPattern(pattern).IsMatch(text));

    [Theory]
    [InlineData("abc", "abcd")]
    [InlineData("abc", "xabc")]
    [InlineData("a|b", "ab")]
    [InlineData("a", "a\n")]
    [InlineData("a", "A")]
    [InlineData(".", "\n")]
    [InlineData(".", "\r")]
    [InlineData(".", "")]
    [InlineData(".", "ab")]
    [InlineData("..", "😀")]
    [InlineData("[^a-c]", "b")]
    [InlineData("[^a]", "ab")]
    [InlineData("[^😀-😎]", "😃")]
    [InlineData("[😀-😎]", "🙏")]
    [InlineData(@"\p{L}", "3")]
    [InlineData(@"\p{L}", "😀")]
    [InlineData(@"\P{L}", "𝒜")]
    [InlineData("a{2,3}", "aaaa")]
    [InlineData("a{2,3}", "a")]
    [InlineData("^$", "")]
    [InlineData(@"[\p{L}]", "1")]
    public void Does_not_match(string pattern, string text) => Assert.False(new TextPattern(pattern).IsMatch(text));

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("*")]
    [InlineData("a**")]
    [InlineData("a+?")]
    [InlineData("|*")]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("[^]")]
    [InlineData("[a")]
    [InlineData("[a-")]
    [InlineData("[b-a]")]
    [InlineData("[a-b-c]")]
    [InlineData("[[a]]")]
    [InlineData("[a&&[b]]")]
    [InlineData("]")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("a{")]
    [InlineData("a{1")]
    [InlineData("a{,2}")]
    [InlineData("a{2,1}")]
    [InlineData("a{-1}")]
    [InlineData("a{99999999999}")]
    [InlineData(@"\")]
    [InlineData(@"\d")]
    [InlineData(@"\w")]
    [InlineData(@"\s")]
    [InlineData(@"\b")]
    [InlineData(@"\$")]
    [InlineData(@"\u0041")]
    [InlineData(@"\1")]
    [InlineData(@"[a-\p{L}]")]
    [InlineData(@"\p{Cs}")]
    [InlineData(@"\p{IsGreek}")]
    [InlineData(@"\p{Xx}")]
    [InlineData(@"\p{}")]
    [InlineData(@"\p{L")]
    [InlineData(@"\pL")]
    [InlineData("(?:a)")]
    [InlineData("(?=a)")]
    public void What_is_no_iregexp_is_refused(string pattern) => Assert.Throws<FormatException>(() => new TextPattern(pattern));

    [Fact]
    public void Half_a_surrogate_pair_is_no_iregexp() => Assert.Throws<FormatException>(() => new TextPattern("a\ud800"));

    [Theory]
    [InlineData("((a{100}){100}){100}")]
    [InlineData("(((a{1000}){1000}))")]
    [InlineData("a{1001}")]
    public void A_pattern_that_would_fill_the_memory_is_refused(string pattern) =>
        Assert.Throws<FormatException>(() => new TextPattern(pattern));

    [Fact]
    public void Groups_nested_without_end_are_refused() =>
        Assert.Throws<FormatException>(() => new TextPattern(new string('(', 100_000)));

    [Fact]
    public void On_plain_text_it_agrees_with_the_frameworks_regex() =>
        Generate.Of("a", "b", "c", "(", ")", "(a|b)", "(ab)", "[ab]", "[^a]", "*", "+", "?", "{2}", "{1,2}", "{2,}", "|", "()", ".").Holds(pattern =>
        {
            TextPattern ours;
            try
            {
                ours = new TextPattern(pattern);
            }
            catch (FormatException)
            {
                return true;
            }

            var theirs = new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking);
            return Words.All(word => ours.IsMatch(word) == theirs.IsMatch(word));
        });

    private static readonly string[] Words = ["", .. WordsOf(1), .. WordsOf(2), .. WordsOf(3), .. WordsOf(4)];

    private static IEnumerable<string> WordsOf(int length) =>
        length == 0 ? [""] : WordsOf(length - 1).SelectMany(word => new[] { word + "a", word + "b", word + "c" });

    [Fact]
    public void Beyond_plain_ascii_it_agrees_with_the_framework_on_runes() =>
        Generate.Of("a", "b", "é", "ж", "漢", "😀", "𝒜", "1", "\n", " ").Holds(text =>
        {
            // The oracle looks at one rune at a time and knows nothing of regexes.
            var letters = text.Length > 0 && text.EnumerateRunes().All(Rune.IsLetter);
            var noLetters = text.Length > 0 && text.EnumerateRunes().All(rune => !Rune.IsLetter(rune));
            var oneLine = text.EnumerateRunes().All(rune => rune.Value is not ('\n' or '\r'));
            return Letters.IsMatch(text) == letters && NoLetters.IsMatch(text) == noLetters && OneLine.IsMatch(text) == oneLine;
        });

    [Fact]
    public void Any_text_is_a_pattern_or_refused_and_plain_text_matches_itself() =>
        Generate.Of("a", "b", "(", ")", "[", "]", "{2}", "{", "-", "^", "$", "|", "*", "?", ".", "\\", "\\.", "p{L}", "😀", "é").Holds(pattern =>
        {
            TextPattern regex;
            try
            {
                regex = new TextPattern(pattern);
            }
            catch (FormatException)
            {
                return true;
            }

            return pattern.IndexOfAny(['(', ')', '[', ']', '{', '|', '*', '?', '.', '\\']) >= 0 || regex.IsMatch(pattern);
        });

    [Fact]
    public void Hostile_text_takes_linear_time() =>
        Assert.False(new TextPattern("(a|a|aa)*b").IsMatch(new string('a', 100_000)));

    private static readonly TextPattern Letters = new(@"\p{L}+");
    private static readonly TextPattern NoLetters = new(@"\P{L}+");
    private static readonly TextPattern OneLine = new(".*");
}
