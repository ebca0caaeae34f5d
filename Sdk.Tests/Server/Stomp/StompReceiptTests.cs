using System.Text;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Stomp;

/// <summary>Receipts, and what is answered to frames that nobody may send.</summary>
public sealed class StompReceiptTests
{
    [Theory]
    [InlineData("SEND\ndestination:x\nreceipt:a\\c1\n\nbody^")]
    [InlineData("SUBSCRIBE\ndestination:x\nid:1\nreceipt:a\\c1\n\n^")]
    [InlineData("BEGIN\ntransaction:1\nreceipt:a\\c1\n\n^")]
    [InlineData("DISCONNECT\nreceipt:a\\c1\n\n^")]
    public async Task A_receipt_comes_for_any_frame(string frame)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        var receipt = await peer.AskAsync(frame);
        Assert.Equal(("RECEIPT", "a\\c1"), (receipt.Command, receipt["receipt-id"]));
    }

    [Fact]
    public async Task A_receipt_comes_for_the_frames_that_end_what_others_began()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:t\nack:client\n\n^SEND\ndestination:t\n\nx^SEND\ndestination:t\n\ny^");
        var first = (await peer.ReceiveAsync())["ack"];
        var second = (await peer.ReceiveAsync())["ack"];
        foreach (var frame in (string[])
                 [
                     $"ACK\nid:{first}\n", $"NACK\nid:{second}\n", "UNSUBSCRIBE\nid:1\n", "BEGIN\ntransaction:t\n", "COMMIT\ntransaction:t\n",
                     "BEGIN\ntransaction:t\n", "ABORT\ntransaction:t\n",
                 ])
        {
            var receipt = await peer.AskAsync($"{frame}receipt:{frame[..3]}\n\n^");
            Assert.Equal(("RECEIPT", frame[..3]), (receipt.Command, receipt["receipt-id"]));
        }
    }

    [Fact]
    public async Task There_is_none_for_CONNECT()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        Assert.Equal("CONNECTED", (await peer.AskAsync("CONNECT\naccept-version:1.2\nreceipt:1\n\n^")).Command);
        Assert.Equal("2", (await peer.AskAsync("SEND\ndestination:x\nreceipt:2\n\n^"))["receipt-id"]);
    }

    [Fact]
    public async Task A_receipt_comes_after_the_frame_was_processed()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:answers\n\n^");
        await peer.RequestAsync(Json.Call(1, "Calc.notifyHello", """{"times":1}"""), headers: "receipt:r\n");
        Assert.Equal("MESSAGE", (await peer.ReceiveAsync()).Command);
        Assert.Equal("RECEIPT", (await peer.ReceiveAsync()).Command);
        Assert.Equal(1, host.Calc.Notifications);
    }

    [Fact]
    public async Task An_error_names_the_receipt_the_reason_and_its_length_and_nothing_follows_it()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:t\nack:none\nreceipt:r\n\n^SEND\ndestination:t\nreceipt:s\n\nx^");
        var error = await peer.AssertRefusedAsync("ack");
        Assert.Equal("r", error["receipt-id"]);
        Assert.Equal(error["message"], error.Body.Replace(":", "\\c", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("JUMP\nreceipt:r\n\n^", null)]
    [InlineData("send\n\n^", null)]
    [InlineData("CONNECTED\n\n^", null)]
    [InlineData("MESSAGE\n\n^", null)]
    public async Task An_unknown_command_is_an_error(string frame, string? receipt)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync(frame);
        Assert.Equal(receipt, (await peer.AssertRefusedAsync("command"))["receipt-id"]);
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "SEND\ndestination:t\nreceipt:r\nx\\t:1\n\n^", "escape" },
        { "SEND\ndestination:t\nreceipt:r\nnocolon\n\n^", "of the form" },
        { "SEND\ndestination:t\nreceipt:r\n:v\n\n^", "of the form" },
        { "SEND\ndestination:t\nreceipt:r\nk:v^", "empty line" },
        { "SEND\ndestination:t\nreceipt:r\ncontent-length:-1\n\n^", "Content-Length" },
        { "SEND\ndestination:t\nreceipt:r\ncontent-length:many\n\n^", "Content-Length" },
        { "SEND\ndestination:t\nreceipt:r\ncontent-length:99999999999\n\n", "longer than allowed" },
        { "SEND\ndestination:t\nreceipt:r\ncontent-length:1\n\nab^", "NUL" },
        { "SUBSCRIBE\ndestination:t\nid:1\nreceipt:r\n\nbody^", "may have none" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Malformed_frames_are_answered_with_what_is_wrong_and_with_their_receipt(string frame, string because)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync(frame);
        Assert.Equal("r", (await peer.AssertRefusedAsync(because))["receipt-id"]);
        Assert.Contains(host.Log.Entries, e => e.Id == 2601);
    }

    [Fact]
    public async Task A_header_that_is_no_text_is_an_error()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync([.. "SEND\ndestination:t\nk:"u8, 0xff, .. "\n\n\0"u8]);
        await peer.AssertRefusedAsync("UTF-8");
    }

    [Fact]
    public async Task Limits_on_headers_lines_and_bodies_are_errors()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.Limits = o.Limits with { MessageBytes = 1000 });
        var many = string.Concat(Enumerable.Range(0, 101).Select(i => $"k{i}:v\n"));
        foreach (var (frame, because) in ((string, string)[])
                 [
                     ($"SEND\ndestination:t\n{many}\n^", "more headers"),
                     ($"SEND\ndestination:t\nk:{new string('x', 9000)}\n\n^", "line"),
                     ($"SEND\ndestination:t\n\n{new string('x', 1001)}^", "body"),
                     ("SEND\ndestination:t\ncontent-length:1001\n\n", "body"),
                 ])
        {
            using var peer = await StompPeer.ConnectAsync(host);
            await peer.SendAsync(frame);
            await peer.AssertRefusedAsync(because);
        }
    }

    [Fact]
    public async Task A_client_in_the_middle_of_a_large_frame_still_gets_its_error()
    {
        await using var host = await ConformanceHost.StartAsync(o =>
        {
            o.Endpoints.Add("tcp://127.0.0.1:0");
            o.Limits = o.Limits with { MessageBytes = 1000 };
        });
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", new Uri(host.Server.Endpoints[0]).Port, TestContext.Current.CancellationToken);
        using var peer = StompPeer.Over(new Virtwire.Sdk.Transports.SocketTransport(socket));
        await peer.SendAsync($"CONNECT\naccept-version:1.2\n\n^SEND\ndestination:t\n\n{new string('x', 4 * 1024 * 1024)}^");
        Assert.Equal("CONNECTED", (await peer.ReceiveAsync()).Command);
        await peer.AssertRefusedAsync("body");
    }

    [Fact]
    public async Task What_comes_byte_by_byte_is_served_the_same()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        var request = Json.Call(1, "Calc.subtract", "[42,23]");
        foreach (var value in Encoding.UTF8.GetBytes($"\nCONNECT\naccept-version:1.2\n\n\0\n\nSUBSCRIBE\nid:1\ndestination:a\n\n\0SEND\ndestination:virtwire.request\nreply-to:a\nreceipt:r\n\n{request}\0"))
            await peer.SendAsync([value]);
        Assert.Equal(["CONNECTED", "MESSAGE", "RECEIPT"], [(await peer.ReceiveAsync()).Command, (await peer.ReceiveAsync()).Command, (await peer.ReceiveAsync()).Command]);
    }
}
