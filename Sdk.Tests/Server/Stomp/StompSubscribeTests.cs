using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Stomp;

/// <summary>Subscriptions, the events they bring, and acknowledgements.</summary>
public sealed class StompSubscribeTests
{
    [Theory]
    [InlineData("1.1", "SUBSCRIBE\ndestination:t\n\n^", "'id'")]
    [InlineData("1.2", "SUBSCRIBE\ndestination:t\n\n^", "'id'")]
    [InlineData("1.2", "SUBSCRIBE\nid:\ndestination:t\n\n^", "'id'")]
    [InlineData("1.2", "SUBSCRIBE\nid:1\n\n^", "'destination'")]
    [InlineData("1.0", "SUBSCRIBE\nid:1\n\n^", "'destination'")]
    public async Task A_subscription_needs_an_id_and_a_destination(string version, string frame, string because)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, version);
        await peer.SendAsync(frame);
        await peer.AssertRefusedAsync(because);
    }

    [Fact]
    public async Task In_1_0_the_id_is_optional()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, "1.0");
        var plain = await peer.AskAsync("SUBSCRIBE\ndestination:t\n\n^SEND\ndestination:t\n\nx^");
        Assert.Equal(("t", null), (plain["destination"], plain["subscription"]));
        var named = await peer.AskAsync("SUBSCRIBE\nid:7\ndestination:u\n\n^SEND\ndestination:u\n\nx^");
        Assert.Equal(("u", "7"), (named["destination"], named["subscription"]));
    }

    [Theory]
    [InlineData("1.2", "SUBSCRIBE\nid:1\ndestination:t\n\n^SUBSCRIBE\nid:1\ndestination:u\n\n^")]
    [InlineData("1.0", "SUBSCRIBE\ndestination:t\n\n^SUBSCRIBE\ndestination:t\n\n^")]
    public async Task A_duplicate_id_is_an_error(string version, string frames)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, version);
        await peer.SendAsync(frames);
        await peer.AssertRefusedAsync("already");
    }

    [Theory]
    [InlineData("virtwire.event.Nope")]
    [InlineData("virtwire.event.Lamp.nope")]
    [InlineData("virtwire.events")]
    [InlineData("virtwire.else")]
    public async Task A_subscription_that_would_be_silent_for_ever_is_an_error(string destination)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync($"SUBSCRIBE\nid:1\ndestination:{destination}\n\n^");
        await peer.AssertRefusedAsync("no destination");
    }

    [Fact]
    public async Task There_are_only_so_many()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.Limits = o.Limits with { Subscriptions = 2 });
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:t\n\n^SUBSCRIBE\nid:2\ndestination:t\n\n^SUBSCRIBE\nid:3\ndestination:t\n\n^");
        await peer.AssertRefusedAsync("2 subscriptions");
    }

    [Fact]
    public async Task An_unknown_ack_mode_is_an_error()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:t\nack:Auto\n\n^");
        await peer.AssertRefusedAsync("'ack'");
    }

    [Theory]
    [InlineData("virtwire.event", 2)]
    [InlineData("virtwire.event.Lamp", 2)]
    [InlineData("virtwire.event.Lamp.turned", 1)]
    [InlineData("jms.queue.events", 2)]
    public async Task Events_come_from_their_destinations(string destination, int expected)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        Assert.Equal("RECEIPT", (await peer.AskAsync($"SUBSCRIBE\nid:e\ndestination:{destination}\nreceipt:r\n\n^")).Command);
        host.Events.Publish(ConformanceApi.Lamp.Flickered, LampService.Desk, new LampFlickeredData());
        host.Events.Publish(ConformanceApi.Lamp.Turned, LampService.Desk, new LampTurnedData { On = true });
        for (var i = 0; i < expected; i++)
        {
            var message = await peer.ReceiveAsync();
            Assert.Equal((destination, "e", "application/json"), (message["destination"], message["subscription"], message["content-type"]));
            Assert.Contains(i == expected - 1 ? "Lamp.turned" : "Lamp.flickered", message.Body, StringComparison.Ordinal);
        }

        Assert.Equal("q", (await peer.AskAsync("SEND\ndestination:nobody\nreceipt:q\n\n^"))["receipt-id"]);
    }

    [Fact]
    public async Task The_event_of_a_change_comes_before_the_answer_of_the_call_that_made_it()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:e\ndestination:virtwire.event\n\n^SUBSCRIBE\nid:a\ndestination:answers\n\n^");
        for (var i = 0; i < 20; i++)
        {
            await peer.RequestAsync(Json.Call(i, "Lamp.turn", """{"self":{"name":"desk"},"on":true}"""));
            Assert.Equal("e", (await peer.ReceiveAsync())["subscription"]);
            Assert.Equal("a", (await peer.ReceiveAsync())["subscription"]);
        }
    }

    [Fact]
    public async Task A_position_resumes()
    {
        await using var host = await ConformanceHost.StartAsync();
        var start = host.Events.Position;
        for (var i = 0; i < 3; i++)
            host.Events.Publish(ConformanceApi.Lamp.Turned, LampService.Desk, new LampTurnedData { On = true });
        using var peer = await StompPeer.ConnectAsync(host, "1.0");
        await peer.SendAsync($"SUBSCRIBE\nid:e\ndestination:virtwire.event\nposition:{start}\n\n^");
        for (var i = 0; i < 3; i++)
            Assert.Contains("Lamp.turned", (await peer.ReceiveAsync()).Body, StringComparison.Ordinal);
        await peer.SendAsync("SUBSCRIBE\nid:f\ndestination:virtwire.event\nposition:x\n\n^");
        await peer.AssertRefusedAsync("'position'");
    }

    [Fact]
    public async Task Who_may_see_nothing_is_told_nothing()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, role: SessionRole.None);
        await peer.SendAsync("SUBSCRIBE\nid:e\ndestination:virtwire.event\nreceipt:r\n\n^");
        Assert.Equal("RECEIPT", (await peer.ReceiveAsync()).Command);
        host.Events.Publish(ConformanceApi.Lamp.Turned, LampService.Desk, new LampTurnedData { On = true });
        Assert.Equal("RECEIPT", (await peer.AskAsync("BEGIN\ntransaction:1\nreceipt:r\n\n^")).Command);
    }

    [Fact]
    public async Task Who_subscribes_by_a_call_is_told_where_its_answer_went()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:a\ndestination:answers\n\n^SUBSCRIBE\nid:b\ndestination:others\n\n^");
        await peer.RequestAsync(Json.Call(1, "Events.subscribe"), "others");
        Assert.Equal("b", (await peer.ReceiveAsync())["subscription"]);
        await peer.RequestAsync(Json.Call(2, "Lamp.turn", """{"self":{"name":"desk"},"on":true}"""));
        Assert.Equal("b", (await peer.ReceiveAsync())["subscription"]);
        Assert.Equal("a", (await peer.ReceiveAsync())["subscription"]);
    }

    [Theory]
    [InlineData("1.1", "UNSUBSCRIBE\nid:1\nreceipt:r\n\n^")]
    [InlineData("1.2", "UNSUBSCRIBE\nid:1\nreceipt:r\n\n^")]
    [InlineData("1.0", "UNSUBSCRIBE\ndestination:t\nreceipt:r\n\n^")]
    public async Task UNSUBSCRIBE_stops_delivery(string version, string frame)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, version);
        var id = version == "1.0" ? "" : "id:1\n";
        foreach (var destination in (string[])["t", "virtwire.event"])
        {
            await peer.SendAsync($"SUBSCRIBE\n{id}destination:{destination}\n\n^");
            await peer.SendAsync(frame.Replace("destination:t", $"destination:{destination}", StringComparison.Ordinal));
            Assert.Equal("RECEIPT", (await peer.ReceiveAsync()).Command);
        }

        host.Events.Publish(ConformanceApi.Lamp.Turned, LampService.Desk, new LampTurnedData { On = true });
        Assert.Equal("RECEIPT", (await peer.AskAsync("SEND\ndestination:t\nreceipt:r\n\nx^")).Command);
        await peer.SendAsync(frame);
        await peer.AssertRefusedAsync("no subscription");
    }

    [Theory]
    [InlineData("1.0", "client", false)]
    [InlineData("1.1", "client-individual", false)]
    [InlineData("1.2", "client", true)]
    [InlineData("1.2", "client-individual", true)]
    [InlineData("1.2", "auto", false)]
    public async Task A_message_that_is_to_be_acknowledged_says_by_what_in_1_2(string version, string mode, bool hasAck)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, version);
        var message = await peer.AskAsync($"SUBSCRIBE\nid:1\ndestination:t\nack:{mode}\n\n^SEND\ndestination:t\n\nx^");
        Assert.Equal(hasAck, message["ack"] is not null);
        Assert.NotNull(message["message-id"]);
    }

    [Theory]
    [InlineData("1.2", "id:{0}\n")]
    [InlineData("1.1", "message-id:{0}\nsubscription:1\n")]
    [InlineData("1.0", "message-id:{0}\n")]
    public async Task A_message_is_acknowledged_as_its_version_says_and_once(string version, string headers)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, version);
        var message = await peer.AskAsync("SUBSCRIBE\nid:1\ndestination:t\nack:client\n\n^SEND\ndestination:t\n\nx^");
        var named = string.Format(null, headers, message["message-id"]);
        Assert.Equal("RECEIPT", (await peer.AskAsync($"ACK\n{named}receipt:r\n\n^")).Command);
        await peer.SendAsync($"ACK\n{named}\n^");
        await peer.AssertRefusedAsync("waits to be acknowledged");
    }

    [Theory]
    [InlineData("1.2", "ACK\nid:99\n\n^", "waits")]
    [InlineData("1.2", "ACK\nid:x\n\n^", "waits")]
    [InlineData("1.2", "ACK\nmessage-id:1\n\n^", "'id'")]
    [InlineData("1.1", "ACK\nmessage-id:1\n\n^", "'subscription'")]
    [InlineData("1.1", "ACK\nid:1\n\n^", "'message-id'")]
    [InlineData("1.1", "ACK\nmessage-id:1\nsubscription:nope\n\n^", "waits")]
    [InlineData("1.2", "NACK\nid:99\n\n^", "waits")]
    public async Task An_acknowledgement_of_nothing_is_an_error(string version, string frame, string because)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, version);
        await peer.SendAsync(frame);
        await peer.AssertRefusedAsync(because);
    }

    [Fact]
    public async Task Client_is_cumulative_and_client_individual_is_not()
    {
        await using var host = await ConformanceHost.StartAsync();
        foreach (var (mode, isCumulative) in ((string, bool)[])[("client", true), ("client-individual", false)])
        {
            using var peer = await StompPeer.ConnectAsync(host);
            await peer.SendAsync($"SUBSCRIBE\nid:1\ndestination:t\nack:{mode}\n\n^");
            var ids = new List<string>();
            for (var i = 0; i < 3; i++)
                ids.Add((await peer.AskAsync("SEND\ndestination:t\n\nx^"))["ack"]!);
            Assert.Equal("RECEIPT", (await peer.AskAsync($"ACK\nid:{ids[1]}\nreceipt:r\n\n^")).Command);
            Assert.Equal("RECEIPT", (await peer.AskAsync($"ACK\nid:{ids[2]}\nreceipt:r\n\n^")).Command);
            await peer.SendAsync($"ACK\nid:{ids[0]}\nreceipt:r\n\n^");
            if (isCumulative)
                await peer.AssertRefusedAsync("waits");
            else
                Assert.Equal("RECEIPT", (await peer.ReceiveAsync()).Command);
        }
    }

    [Fact]
    public async Task NACK_is_counted_and_logged_from_1_1_and_unknown_before()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, "1.1");
        var id = (await peer.AskAsync("SUBSCRIBE\nid:1\ndestination:t\nack:client\n\n^SEND\ndestination:t\n\nx^"))["message-id"];
        Assert.Equal("RECEIPT", (await peer.AskAsync($"NACK\nmessage-id:{id}\nsubscription:1\nreceipt:r\n\n^")).Command);
        Assert.Contains(host.Log.Entries, e => e.Id == 2605 && e.Text.Contains($"message {id}", StringComparison.Ordinal));
        using var old = await StompPeer.ConnectAsync(host, "1.0");
        await old.SendAsync("NACK\nmessage-id:1\n\n^");
        await old.AssertRefusedAsync("command");
    }

    [Fact]
    public async Task What_is_not_acknowledged_bounds_what_is_sent()
    {
        const int Window = 256;
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        Assert.Equal("RECEIPT", (await peer.AskAsync("SUBSCRIBE\nid:1\ndestination:virtwire.event\nack:client-individual\nreceipt:r\n\n^")).Command);
        for (var i = 0; i < Window + 2; i++)
            host.Events.Publish(ConformanceApi.Lamp.Turned, LampService.Desk, new LampTurnedData { On = i % 2 == 0 });
        var first = "";
        for (var i = 0; i < Window; i++)
        {
            var message = await peer.ReceiveAsync();
            Assert.Equal("MESSAGE", message.Command);
            first = i == 0 ? message["ack"]! : first;
        }

        // There is no room, until there is room for one.
        Assert.Equal("RECEIPT", (await peer.AskAsync("BEGIN\ntransaction:1\nreceipt:r\n\n^")).Command);
        Assert.Equal("MESSAGE", (await peer.AskAsync($"ACK\nid:{first}\n\n^")).Command);
        Assert.Equal("RECEIPT", (await peer.AskAsync("ABORT\ntransaction:1\nreceipt:r\n\n^")).Command);
    }

    [Fact]
    public async Task Who_never_acknowledges_is_told_and_disconnected()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.Limits = o.Limits with { OutboxBytes = 128 * 1024 });
        using var peer = await StompPeer.ConnectAsync(host);
        Assert.Equal("RECEIPT", (await peer.AskAsync("SUBSCRIBE\nid:1\ndestination:virtwire.event\nack:client\nreceipt:r\n\n^")).Command);
        var reading = peer.ReceiveToEndAsync();
        for (var i = 0; i < 2000; i++)
            host.Events.Publish(ConformanceApi.Lamp.Turned, LampService.Desk, new LampTurnedData { On = true });
        var frames = await reading;
        Assert.Equal("ERROR", frames[^1].Command);
        Assert.Equal(256, frames.Count(f => f.Command == "MESSAGE"));
        Assert.Contains(host.Log.Entries, e => e.Id == 2204);
    }
}
