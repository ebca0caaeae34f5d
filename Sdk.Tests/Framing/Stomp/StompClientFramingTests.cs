using System.Text;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;

namespace Virtwire.Sdk.Tests.Framing.Stomp;

public sealed class StompClientFramingTests
{
    private const string Connected = "CONNECTED\nversion:1.2\nheart-beat:0,0\n\n\0\n";

    [Theory]
    [InlineData(Connected)]
    [InlineData(Connected + "MESSAGE\nsubscription:0\nmessage-id:1\ncontent-length:2\n\n{}\0\nMESSAGE\n\n[1]\0", "{}", "[1]")]
    [InlineData(Connected + "RECEIPT\nreceipt-id:1\n\n\0\n\nMESSAGE\n\n[1]\0", "[1]")]
    [InlineData(Connected + "MESSAGE\ncontent-length:2\n\n{}", "(Truncated)")]
    [InlineData(Connected + Connected, "(FrameUnexpected)")]
    [InlineData("MESSAGE\n\n[1]\0", "(FrameUnexpected)")]
    [InlineData("CONNECTED\n\n\0", "(FrameUnexpected)")]
    [InlineData("CONNECTED\nversion:1.1\n\n\0", "(FrameUnexpected)")]
    [InlineData("CONNECTED\nversion:1.2\nheart-beat:x\n\n\0", "(FrameUnexpected)")]
    [InlineData(Connected + "SEND\n\n\0", "(FrameCommand)")]
    [InlineData(Connected + "ERROR\nmessage:no\n\nmore\0", "(PeerError)")]
    [InlineData("ERROR\nmessage:no\n\n\0", "(PeerError)")]
    public void Messages_are_found_wherever_the_bytes_are_cut(string bytes, params string[] expected) =>
        FrameFeed.AssertSameForEverySplit(() => new StompClientFraming(40), Encoding.UTF8.GetBytes(bytes), expected);

    [Fact]
    public void What_the_server_complains_of_is_told()
    {
        var framing = new StompClientFraming(100);
        var read = framing.Read("ERROR\nmessage:a\\cb\n\n\0"u8, end: false);
        Assert.Equal(FrameStatus.Broken, read.Status);
        Assert.Contains("a:b", framing.Describe(read.Fault), StringComparison.Ordinal);
    }

    [Fact]
    public void Heart_beats_begin_with_CONNECTED()
    {
        (int, int)? agreed = null;
        var framing = new StompClientFraming(100, "node1", new StompHeartBeats(1000, 2000)) { Connected = (send, expect) => agreed = (send, expect) };
        framing.Read("CONNECTED\nversion:1.2\nheart-beat:3000,500\n\n\0"u8, end: false);
        Assert.Equal((1000, 3000), agreed);
    }

    [Fact]
    public void The_first_bytes_are_literally_these() => Assert.Equal(
        "CONNECT\naccept-version:1.2\nhost:node1\nheart-beat:1000,2000\n\n\0SUBSCRIBE\nid:0\ndestination:virtwire.reply\nack:auto\n\n\0",
        Encoding.UTF8.GetString(new StompClientFraming(100, "node1", new StompHeartBeats(1000, 2000)).Preamble.Span));

    [Fact]
    public void A_request_is_literally_this()
    {
        var framing = new StompClientFraming(100_000);
        var output = new FrameBuffer();
        var expected = new StringBuilder();
        foreach (var length in (int[])[2, 12345, 123, 0, 99_999, 1, 10, 9, 100])
        {
            var text = new string('x', length);
            var body = framing.BeginFrame(output);
            output.Append(Encoding.UTF8.GetBytes(text));
            framing.EndFrame(output, body);
            expected.Append($"SEND\ndestination:virtwire.request\nreply-to:virtwire.reply\ncontent-type:application/json\ncontent-length:{length}\n\n{text}\0");
        }

        Assert.Equal(expected.ToString(), Encoding.UTF8.GetString(output.Written));
    }
}
