using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Server.Stomp;

/// <summary>Transactions, and how a client leaves.</summary>
public sealed class StompTransactionTests
{
    [Theory]
    [InlineData("BEGIN\n\n^", "'transaction'")]
    [InlineData("COMMIT\n\n^", "'transaction'")]
    [InlineData("ABORT\n\n^", "'transaction'")]
    [InlineData("BEGIN\ntransaction:1\n\n^BEGIN\ntransaction:1\n\n^", "already")]
    [InlineData("COMMIT\ntransaction:1\n\n^", "no transaction")]
    [InlineData("ABORT\ntransaction:1\n\n^", "no transaction")]
    [InlineData("BEGIN\ntransaction:1\n\n^COMMIT\ntransaction:1\n\n^COMMIT\ntransaction:1\n\n^", "no transaction")]
    [InlineData("SEND\ndestination:t\ntransaction:1\n\nx^", "no transaction")]
    [InlineData("ACK\nid:1\ntransaction:1\n\n^", "no transaction")]
    public async Task A_transaction_is_named_begun_and_ended_once(string frames, string because)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync(frames);
        await peer.AssertRefusedAsync(because);
    }

    [Fact]
    public async Task SEND_and_ACK_are_held_until_COMMIT()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        var ack = (await peer.AskAsync("SUBSCRIBE\nid:1\ndestination:t\nack:client\n\n^SUBSCRIBE\nid:2\ndestination:answers\n\n^SEND\ndestination:t\n\nx^"))["ack"];
        await peer.SendAsync("BEGIN\ntransaction:1\n\n^SEND\ndestination:t\ntransaction:1\ncontent-length:3\nreceipt:s\n\na^b^");
        await peer.RequestAsync(Json.Call(1, "Calc.notifyHello", """{"times":1}"""), headers: "transaction:1\n");
        await peer.SendAsync($"ACK\nid:{ack}\ntransaction:1\nreceipt:a\n\n^");
        Assert.Equal("s", (await peer.ReceiveAsync())["receipt-id"]);
        Assert.Equal("a", (await peer.ReceiveAsync())["receipt-id"]);
        Assert.Equal(0, host.Calc.Notifications);

        await peer.SendAsync("COMMIT\ntransaction:1\nreceipt:c\n\n^");
        Assert.Equal("a\0b", (await peer.ReceiveAsync()).Body);
        Assert.Equal("2", (await peer.ReceiveAsync())["subscription"]);
        Assert.Equal("c", (await peer.ReceiveAsync())["receipt-id"]);
        Assert.Equal(1, host.Calc.Notifications);
        await peer.SendAsync($"ACK\nid:{ack}\n\n^");
        await peer.AssertRefusedAsync("waits");
    }

    [Fact]
    public async Task ABORT_drops_what_was_held()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        var ack = (await peer.AskAsync("SUBSCRIBE\nid:1\ndestination:t\nack:client\n\n^SEND\ndestination:t\n\nx^"))["ack"];
        await peer.SendAsync($"BEGIN\ntransaction:1\n\n^SEND\ndestination:t\ntransaction:1\n\ny^ACK\nid:{ack}\ntransaction:1\n\n^");
        Assert.Equal("RECEIPT", (await peer.AskAsync("ABORT\ntransaction:1\nreceipt:r\n\n^")).Command);

        // The message still waits to be acknowledged.
        Assert.Equal("RECEIPT", (await peer.AskAsync($"ACK\nid:{ack}\nreceipt:r\n\n^")).Command);
    }

    [Fact]
    public async Task Two_transactions_are_none_of_each_others_business()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:t\n\n^BEGIN\ntransaction:a\n\n^BEGIN\ntransaction:b\n\n^");
        await peer.SendAsync("SEND\ndestination:t\ntransaction:a\n\n1^SEND\ndestination:t\ntransaction:b\n\n2^SEND\ndestination:t\n\n0^");
        Assert.Equal("0", (await peer.ReceiveAsync()).Body);
        Assert.Equal("2", (await peer.AskAsync("COMMIT\ntransaction:b\n\n^")).Body);
        Assert.Equal("1", (await peer.AskAsync("COMMIT\ntransaction:a\n\n^")).Body);
    }

    [Fact]
    public async Task What_transactions_hold_is_bounded()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.Limits = o.Limits with { MessageBytes = 1000 });
        using var peer = await StompPeer.ConnectAsync(host);
        var send = $"SEND\ndestination:t\ntransaction:1\n\n{new string('x', 600)}^";
        await peer.SendAsync($"BEGIN\ntransaction:1\n\n^{send}{send}");
        await peer.AssertRefusedAsync("1000 bytes");
        using var other = await StompPeer.ConnectAsync(host);
        await other.SendAsync(string.Concat(Enumerable.Range(0, 65).Select(i => $"BEGIN\ntransaction:{i}\n\n^")));
        await other.AssertRefusedAsync("64 transactions");
    }

    [Fact]
    public async Task A_disconnect_aborts_open_transactions()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var listener = await StompPeer.ConnectAsync(host);
        await listener.SendAsync("SUBSCRIBE\nid:1\ndestination:t\n\n^");
        foreach (var leaves in (string[])["DISCONNECT\nreceipt:r\n\n^", ""])
        {
            using var peer = await StompPeer.ConnectAsync(host);
            await peer.SendAsync("BEGIN\ntransaction:1\n\n^SEND\ndestination:t\ntransaction:1\nreceipt:held\n\nx^");
            Assert.Equal("held", (await peer.ReceiveAsync())["receipt-id"]);
            await peer.SendAsync(leaves);
            peer.Dispose();
            await WaitFor.TrueAsync(() => host.Server.Connections.Count == 1);
        }

        Assert.Equal("RECEIPT", (await listener.AskAsync("BEGIN\ntransaction:1\nreceipt:r\n\n^")).Command);
    }

    [Fact]
    public async Task The_receipt_of_DISCONNECT_comes_last_and_before_the_close()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:answers\n\n^");
        await peer.RequestAsync(Json.Call(1, "Gate.hold", """{"name":"a"}"""));
        await peer.SendAsync("DISCONNECT\nreceipt:bye\n\n^");
        await host.Gates.Arrived("a");
        host.Gates.Open("a");
        var frames = await peer.ReceiveToEndAsync();
        Assert.Equal(["MESSAGE", "RECEIPT"], frames.Select(f => f.Command));
        Assert.Equal("bye", frames[1]["receipt-id"]);
    }

    [Fact]
    public async Task Nothing_is_read_after_DISCONNECT()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("DISCONNECT\n\n^SEND\ndestination:t\nreceipt:r\n\nx^");
        Assert.Empty(await peer.ReceiveToEndAsync());
    }

    [Fact]
    public async Task Rapid_connecting_and_disconnecting_leaves_nothing_behind()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.ShortestHeartBeat = TimeSpan.FromMilliseconds(1));
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), TestContext.Current.CancellationToken, async (i, _) =>
        {
            using var peer = StompPeer.Open(host);
            await peer.SendAsync("CONNECT\naccept-version:1.2\nheart-beat:100000,5\n\n^SUBSCRIBE\nid:1\ndestination:t\nack:client\n\n^SUBSCRIBE\nid:2\ndestination:virtwire.event\n\n^");
            if (i % 3 == 0)
                return;
            Assert.Equal("CONNECTED", (await peer.ReceiveAsync()).Command);
            if (i % 3 == 1)
                await peer.AskAsync("DISCONNECT\nreceipt:r\n\n^");
        });
        await WaitFor.TrueAsync(() => host.Server.Connections.Count == 0);
        using var last = await StompPeer.ConnectAsync(host);
        var message = await last.AskAsync("SUBSCRIBE\nid:1\ndestination:t\n\n^SEND\ndestination:t\n\nx^");
        Assert.Equal("x", message.Body);
    }

    [Fact]
    public async Task A_connection_that_is_closed_by_those_who_run_the_server_is_told_why()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:answers\n\n^");
        await peer.RequestAsync(Json.Call(1, "Admin.disconnect", $$"""{"id":{{host.Server.Connections.Served.Single().Session.Number}},"reason":"maintenance"}"""));
        var frames = await peer.ReceiveToEndAsync();
        Assert.Equal("ERROR", frames[^1].Command);
        Assert.Contains("maintenance", frames[^1]["message"], StringComparison.Ordinal);
        Assert.Contains("Disconnected", frames[^2].Body, StringComparison.Ordinal);
    }
}
