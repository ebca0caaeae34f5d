using System.Text;
using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Tests.Framing;

public sealed class LineFramingTests
{
    [Theory]
    [InlineData("{}\n", "{}")]
    [InlineData("{}\r\n", "{}")]
    [InlineData("{\"a\":1}\n[]\n", "{\"a\":1}", "[]")]
    [InlineData("\n\r\n  \t\n{}\n\n", "{}")]
    [InlineData(" {} \n", " {} ")]
    [InlineData("12345678\r\n", "12345678")]
    [InlineData("123456789\n{}\n", FrameFeed.TooLarge, "{}")]
    [InlineData("123456789\r\n{}\n", FrameFeed.TooLarge, "{}")]
    [InlineData("12345678\r\r\n{}\n", FrameFeed.TooLarge, "{}")]
    [InlineData("1234567890123456789012345\n\n{}\n", FrameFeed.TooLarge, "{}")]
    [InlineData("12345678901234567890\n12345678901234567890\n", FrameFeed.TooLarge, FrameFeed.TooLarge)]
    [InlineData("1234567890123456789", FrameFeed.TooLarge, "(Truncated)")]
    [InlineData("{}\n{\"a\"", "{}", "(Truncated)")]
    [InlineData("{}\n  ", "{}")]
    [InlineData("")]
    public void Lines_are_found_wherever_the_bytes_are_cut(string bytes, params string[] expected) =>
        FrameFeed.AssertSameForEverySplit(() => new LineFraming(8), Encoding.UTF8.GetBytes(bytes), expected);

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("{}\n[]\r", "{}", "[]")]
    [InlineData("\n", new string[0])]
    [InlineData("1234567890", FrameFeed.TooLarge, "(Truncated)")]
    public void A_last_line_needs_no_end_where_people_type(string bytes, params string[] expected) =>
        FrameFeed.AssertSameForEverySplit(() => new LineFraming(8, takesUnterminated: true), Encoding.UTF8.GetBytes(bytes), expected);

    [Fact]
    public void A_long_line_is_scanned_once()
    {
        var framing = new LineFraming(1 << 20);
        var line = new byte[1 << 20];
        line.AsSpan().Fill((byte)'x');
        for (var length = 1; length < line.Length; length += 4096)
            Assert.Equal(FrameStatus.NeedMore, framing.Read(line.AsSpan(0, length), end: false).Status);

        // A line end put where the framing has looked already must not be seen any more.
        line[100] = (byte)'\n';
        Assert.Equal(FrameStatus.NeedMore, framing.Read(line, end: false).Status);
    }

    [Fact]
    public void Line_ends_between_tokens_do_not_end_the_frame()
    {
        var framing = new LineFraming(100);
        var output = new FrameBuffer();
        var body = framing.BeginFrame(output);
        output.Append("{\r\n  \"a\": 1\n}"u8);
        framing.EndFrame(output, body);

        Assert.Equal("{\r   \"a\": 1 }\n"u8, output.Written);
    }
}
