using System.Text;
using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Tests.Framing;

public sealed class HeaderFramingTests
{
    [Theory]
    [InlineData("Content-Length: 2\r\n\r\n{}", "{}")]
    [InlineData("Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\n[12]", "{}", "[12]")]
    [InlineData("content-LENGTH:2\r\n\r\n\n\n", "\n\n")]
    [InlineData("Content-Length: \t 2 \r\nX-Other: a:b\r\n\r\n{}", "{}")]
    [InlineData("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", "{}")]
    [InlineData("Content-Length: 2\r\ncontent-type: application/json; CHARSET=\"UTF8\"\r\n\r\n{}", "{}")]
    [InlineData("Content-Length: 2\r\nContent-Type: application/json\r\n\r\n{}", "{}")]
    [InlineData("Content-Length: 0\r\n\r\nContent-Length: 0002\r\n\r\n{}", "", "{}")]
    [InlineData("Content-Length: 8\r\n\r\n12345678", "12345678")]
    [InlineData("Content-Length: 9\r\n\r\n123456789Content-Length: 2\r\n\r\n{}", FrameFeed.TooLarge, "{}")]
    [InlineData("Content-Length: 9223372036854775807\r\n\r\n12", FrameFeed.TooLarge, "(Truncated)")]
    [InlineData("Content-Length: 3\r\n\r\n{}", "(Truncated)")]
    [InlineData("Content-Length: 3\r\n", "(Truncated)")]
    [InlineData("Content-Le", "(Truncated)")]
    [InlineData("")]
    public void Messages_are_found_wherever_the_bytes_are_cut(string bytes, params string[] expected) =>
        FrameFeed.AssertSameForEverySplit(() => new HeaderFraming(8), Encoding.UTF8.GetBytes(bytes), expected);

    [Theory]
    [InlineData("\r\n", nameof(FramingFault.LengthMissing))]
    [InlineData("X-Other: 1\r\n\r\n{}", nameof(FramingFault.LengthMissing))]
    [InlineData("Content-Length: 2\n\n{}", nameof(FramingFault.HeaderLineEnd))]
    [InlineData("Content-Length: 2\r\n\n{}", nameof(FramingFault.HeaderLineEnd))]
    [InlineData("Content-Length 2\r\n\r\n{}", nameof(FramingFault.HeaderSyntax))]
    [InlineData(": 2\r\n\r\n{}", nameof(FramingFault.HeaderSyntax))]
    [InlineData("Content-Length : 2\r\n\r\n{}", nameof(FramingFault.HeaderSyntax))]
    [InlineData(" Content-Length: 2\r\n\r\n{}", nameof(FramingFault.HeaderSyntax))]
    [InlineData("X-\u00e9: 2\r\n\r\n{}", nameof(FramingFault.HeaderSyntax))]
    [InlineData("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", nameof(FramingFault.LengthRepeated))]
    [InlineData("Content-Length: -2\r\n\r\n{}", nameof(FramingFault.LengthInvalid))]
    [InlineData("Content-Length: +2\r\n\r\n{}", nameof(FramingFault.LengthInvalid))]
    [InlineData("Content-Length: 2.0\r\n\r\n{}", nameof(FramingFault.LengthInvalid))]
    [InlineData("Content-Length:\r\n\r\n{}", nameof(FramingFault.LengthInvalid))]
    [InlineData("Content-Length: 9223372036854775808\r\n\r\n{}", nameof(FramingFault.LengthInvalid))]
    [InlineData("Content-Length: 2\r\nContent-Type: a/b; charset=utf-16\r\n\r\n{}", nameof(FramingFault.CharsetUnsupported))]
    [InlineData("Content-Length: 2\r\nContent-Type: a/b; charset=\r\n\r\n{}", nameof(FramingFault.CharsetUnsupported))]
    public void A_broken_header_is_broken_framing(string bytes, string fault) =>
        FrameFeed.AssertSameForEverySplit(() => new HeaderFraming(8), Encoding.UTF8.GetBytes(bytes), $"({fault})");

    [Theory]
    [InlineData(40, "{}")]
    [InlineData(39, "(HeaderTooLong)")]
    public void The_header_is_bounded(int maxHeaderBytes, string expected)
    {
        var bytes = "X-Pad: 1234567890\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray();
        FrameFeed.AssertSameForEverySplit(() => new HeaderFraming(8, maxHeaderBytes), bytes, expected);
    }

    [Fact]
    public void A_header_line_without_an_end_is_bounded() =>
        FrameFeed.AssertSameForEverySplit(() => new HeaderFraming(8, 20), new byte[30], "(HeaderTooLong)");

    [Fact]
    public void What_is_missing_of_a_body_is_said_in_advance()
    {
        var found = new HeaderFraming(5000).Read("Content-Length: 4321\r\n\r\n{"u8, end: false);

        Assert.Equal(FrameRead.NeedMore(24, wanted: 4321), found);
    }

    [Fact]
    public void The_length_is_written_with_no_digit_too_many()
    {
        var framing = new HeaderFraming(100_000);
        var output = new FrameBuffer();
        var expected = new StringBuilder();
        foreach (var length in (int[])[2, 12345, 123, 0, 99_999, 1, 10, 9, 100])
        {
            var text = new string('x', length);
            var body = framing.BeginFrame(output);
            output.Append(Encoding.UTF8.GetBytes(text));
            framing.EndFrame(output, body);
            expected.Append($"Content-Length: {length}\r\n\r\n{text}");
        }

        Assert.Equal(expected.ToString(), Encoding.UTF8.GetString(output.Written));
    }
}
