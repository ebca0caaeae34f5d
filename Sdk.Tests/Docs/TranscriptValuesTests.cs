using System.Text;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>The comparison itself must be able to fail.</summary>
public class TranscriptValuesTests
{
    [Theory]
    [InlineData("""{"id":1}""", """{"id":1}""", true)]
    [InlineData("""{"id":1}""", """{"id":2}""", false)]
    [InlineData("""{"id":1}""", """{"id":1} """, false)]
    [InlineData("""{"id":1}""", """{ "id":1}""", false)]
    [InlineData("""["⟨a⟩","⟨a⟩"]""", """["x","x"]""", true)]
    [InlineData("""["⟨a⟩","⟨a⟩"]""", """["x","y"]""", false)]
    [InlineData("""["⟨a⟩"]""", """[""]""", false)]
    [InlineData("""["⟨a⟩"]""", """["x","y"]""", false)]
    [InlineData("""{⟨…⟩"b":2}""", """{"a":1,"b":2}""", true)]
    [InlineData("""{⟨…⟩"b":2}""", """{"a":1,"b":3}""", false)]
    [InlineData("a.c", "abc", false)]
    public void A_line_matches_only_what_it_says(string pattern, string received, bool matches) =>
        Assert.Equal(matches, new TranscriptValues().Matches(pattern, received));

    [Fact]
    public void A_name_stands_for_one_text_in_the_whole_transcript()
    {
        var values = new TranscriptValues();
        Assert.True(values.Matches("<⟨p⟩>", "<3:1>"));
        Assert.Equal("[3:1]", Encoding.UTF8.GetString(values.Fill("[⟨p⟩]")));
        Assert.False(values.Matches("<⟨p⟩>", "<3:2>"));
        Assert.True(values.Matches("<⟨p⟩>", "<3:1>"));
    }

    [Fact]
    public void Sent_lines_can_hold_what_a_page_cannot()
    {
        Assert.Equal([.. "a"u8, 0xff, .. "xxxb"u8], new TranscriptValues().Fill("a⟨0xff⟩⟨x×3⟩b"));
        Assert.Throws<KeyNotFoundException>(() => new TranscriptValues().Fill("⟨unknown⟩"));
    }
}
