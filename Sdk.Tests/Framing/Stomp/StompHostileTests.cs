using System.Text;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Framing.Stomp;

/// <summary>Bytes of those who mean no good: refused with their reason, and in bounded memory.</summary>
public sealed class StompHostileTests
{
    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "nothing but zeros", new byte[1000], "(FrameNulInHead)" },
        { "nothing but colons", Encoding.ASCII.GetBytes(new string(':', 1000)), "(FrameLineTooLong)" },
        { "a line without end", Encoding.ASCII.GetBytes($"SEND\n{new string('x', 1000)}"), "(FrameLineTooLong)" },
        { "headers without end", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("k:v\n", 100).Prepend("SEND\n"))), "(HeadersTooMany)" },
        { "a body without end", Encoding.ASCII.GetBytes($"SEND\n\n{new string('x', 1000)}"), "(FrameBodyTooLarge)" },
        { "a length that overflows", "SEND\ncontent-length:18446744073709551615\n\n"u8.ToArray(), "(LengthInvalid)" },
        { "a length of two gigabytes", "SEND\ncontent-length:2147483648\n\n"u8.ToArray(), "(FrameBodyTooLarge)" },
        { "a length just too large", "SEND\ncontent-length:25\n\n"u8.ToArray(), "(FrameBodyTooLarge)" },
        { "a length that is another one later", "SEND\ncontent-length:1\ncontent-length:0\n\n\0\0"u8.ToArray(), "SEND{content-length=1;content-length=0}\0" },
        { "half a character", [.. "SEND\nk:"u8, 0xc3, .. "\n\n\0"u8], "(FrameNotText)" },
        { "an overlong slash", [.. "SEND\nk:"u8, 0xc0, 0xaf, .. "\n\n\0"u8], "(FrameNotText)" },
        { "half a surrogate pair", [.. "SEND\nk:"u8, 0xed, 0xa0, 0x80, .. "\n\n\0"u8], "(FrameNotText)" },
        { "a known header by escapes", Encoding.ASCII.GetBytes("SEND\ncontent\\c-length:9\n\nx\0"), "SEND{content:-length=9}x" },
        { "a server's frame", "ERROR\nmessage:x\n\n\0"u8.ToArray(), "(FrameCommand)" },
        { "a TLS greeting", [0x16, 3, 1, 2, 0, 1, 0, 1], "(FrameNulInHead)" },
        { "HTTP", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), "(FrameCommand)" },
        { "ends of lines only", Encoding.ASCII.GetBytes(new string('\n', 1000)), "" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void It_is_refused_wherever_it_is_cut(string what, byte[] bytes, string expected)
    {
        Assert.NotEmpty(what);
        StompFeed.AssertSameForEverySplit(() => StompFeed.Reader("1.2"), bytes, expected.Length == 0 ? [] : [expected]);
    }

    [Theory]
    [InlineData("content-length:67108864\n")]
    [InlineData("")]
    public async Task A_frame_larger_than_the_limit_costs_no_more_memory_than_the_limit(string length)
    {
        const int Most = 200_000;
        var (near, far) = MemoryTransport.CreatePair();
        var handler = new RecordingHandler();
        using var connection = new MessageConnection(near, new StompServerFraming(new StompLimits(Most)), handler, 1 << 20, TimeProvider.System);
        var running = connection.RunAsync();
        await far.SendAsync(Encoding.ASCII.GetBytes($"SEND\ndestination:x\n{length}\n"));
        var piece = new byte[16 * 1024];
        piece.AsSpan().Fill((byte)'x');
        var most = 0;
        while (!running.IsCompleted)
        {
            await far.SendAsync(piece).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            most = Math.Max(most, connection.ReceiveBytes);
            if (running.IsCompleted)
                break;
        }

        var reason = await running;
        Assert.Equal((CloseKind.BrokenFraming, FramingFault.FrameBodyTooLarge.Describe()), (reason.Kind, reason.Message));
        Assert.InRange(most, 0, 2 * Most);
        Assert.Empty(handler.Found);
    }
}
