using System.Globalization;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Stomp;

/// <summary>Requests, their answers, and what clients send to each other.</summary>
public sealed class StompSendTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"Calc.ping"}""";
    private const string Pong = """{"jsonrpc":"2.0","id":1,"result":{}}""";

    [Theory]
    [InlineData("virtwire.request", "answers", "answers")]
    [InlineData("virtwire.request", null, "virtwire.reply")]
    [InlineData("jms.topic.vdsm_requests", "0d6c2b3e", "0d6c2b3e")]
    [InlineData("jms.topic.vdsm_requests", null, "jms.topic.vdsm_responses")]
    [InlineData("jms.topic.vdsm_irs_requests", null, "jms.topic.vdsm_responses")]
    [InlineData("jms.topic.vdsm_requests.suffix", "a", "a")]
    [InlineData("jms.topic.vdsm_irs_requests.suffix", "a", "a")]
    public async Task A_request_is_answered_where_it_says_or_where_its_kind_is_answered(string destination, string? replyTo, string from)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        var header = replyTo is null ? "" : $"reply-to:{replyTo}\n";
        var message = await peer.AskAsync($"SUBSCRIBE\nid:s1\ndestination:{from}\nack:auto\n\n^SEND\ndestination:{destination}\n{header}\n{Ping}^");
        Assert.Equal(("MESSAGE", "s1", from, "application/json", Pong), (message.Command, message["subscription"], message["destination"], message["content-type"], message.Body));
        Assert.Equal(Pong.Length, int.Parse(message["content-length"]!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_batch_is_answered_by_one_message()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        var message = await peer.AskAsync($"SUBSCRIBE\nid:1\ndestination:a\n\n^SEND\ndestination:jms.topic.vdsm_requests\nreply-to:a\n\n[{Ping}]^");
        Assert.Equal($"[{Pong}]", message.Body);
    }

    [Fact]
    public async Task Two_clients_with_equal_ids_and_destinations_get_their_own_answers()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var first = await StompPeer.ConnectAsync(host);
        using var second = await StompPeer.ConnectAsync(host);
        foreach (var peer in (StompPeer[])[first, second])
            await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:answers\n\n^");
        await first.RequestAsync(Json.Call(1, "Calc.subtract", "[1,0]"));
        Assert.Contains("\"value\":1", (await first.ReceiveAsync()).Body, StringComparison.Ordinal);
        await second.RequestAsync(Json.Call(1, "Calc.subtract", "[2,0]"));
        Assert.Contains("\"value\":2", (await second.ReceiveAsync()).Body, StringComparison.Ordinal);
        Assert.Equal("r", (await first.AskAsync("SEND\ndestination:nobody\nreceipt:r\n\n^"))["receipt-id"]);
    }

    [Fact]
    public async Task Answers_that_nobody_subscribes_to_are_dropped_and_the_log_says_so()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.RequestAsync(Ping, "nowhere", "receipt:r\n");
        Assert.Equal("r", (await peer.ReceiveAsync())["receipt-id"]);
        Assert.Contains(host.Log.Entries, e => e.Id == 2604 && e.Text.Contains("nowhere", StringComparison.Ordinal));

        // Once there is a subscription, the very same request is answered.
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:nowhere\n\n^");
        await peer.RequestAsync(Ping, "nowhere", "receipt:r\n");
        Assert.Equal(Pong, (await peer.ReceiveAsync()).Body);
    }

    [Fact]
    public async Task Metadata_travel_in_headers()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:answers\n\n^");
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await peer.RequestAsync(Json.Call(1, "Calc.inspect"), headers: $"deadline:5000\ntraceparent:{Trace}\nidempotency-key:k\\c1\n");
        var seen = System.Text.Json.JsonElement.Parse((await peer.ReceiveAsync()).Body).Result();
        Assert.True(seen.GetProperty("deadline").GetBoolean());
        Assert.Equal((Trace, "k:1"), (seen.GetProperty("traceParent").GetString(), seen.GetProperty("idempotencyKey").GetString()));

        // What the message itself says goes before.
        await peer.RequestAsync(Json.Call(2, "Calc.inspect", meta: """{"idempotencyKey":"own"}"""), headers: "idempotency-key:other\n");
        Assert.Contains("\"own\"", (await peer.ReceiveAsync()).Body, StringComparison.Ordinal);
        await peer.RequestAsync(Json.Call(3, "Calc.inspect"));
        Assert.DoesNotContain("idempotencyKey", (await peer.ReceiveAsync()).Body, StringComparison.Ordinal);
        await peer.RequestAsync(Json.Call(4, "Calc.ping"), headers: "deadline:0\n");
        Assert.Contains("DeadlineExceeded", (await peer.ReceiveAsync()).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("5 s")]
    public async Task A_deadline_that_is_no_number_is_an_error(string value)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.RequestAsync(Ping, headers: $"deadline:{value}\n");
        await peer.AssertRefusedAsync("deadline");
    }

    [Fact]
    public async Task The_flow_id_of_old_clients_is_logged_and_comes_back()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:answers\n\n^");
        await peer.RequestAsync(Ping, headers: "ovirtCorrelationId:flow-7\n");
        var answer = await peer.ReceiveAsync();
        Assert.Equal(("flow-7", Pong), (answer["ovirtCorrelationId"], answer.Body));
        Assert.Contains(host.Log.Entries, e => e.Id == 2603 && e.Text.Contains("flow-7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bad_JSON_in_a_good_frame_is_answered_and_the_connection_goes_on()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:1\ndestination:answers\n\n^");
        await peer.RequestAsync("{");
        Assert.Contains("-32700", (await peer.ReceiveAsync()).Body, StringComparison.Ordinal);
        await peer.RequestAsync("");
        Assert.Contains("-32700", (await peer.ReceiveAsync()).Body, StringComparison.Ordinal);
        await peer.RequestAsync(Ping);
        Assert.Equal(Pong, (await peer.ReceiveAsync()).Body);
    }

    [Theory]
    [InlineData("SEND\n\nx^", "destination")]
    [InlineData("SEND\ndestination:\n\nx^", "destination")]
    [InlineData("SEND\ndestination:virtwire.event\n\nx^", "Only the server sends")]
    [InlineData("SEND\ndestination:virtwire.event.Lamp\n\nx^", "Only the server sends")]
    [InlineData("SEND\ndestination:jms.queue.events\n\nx^", "Only the server sends")]
    [InlineData("SEND\ndestination:virtwire.reply\n\nx^", "Only the server sends")]
    [InlineData("SEND\ndestination:jms.topic.vdsm_responses\n\nx^", "Only the server sends")]
    [InlineData("SEND\ndestination:virtwire.requests\n\nx^", "no destination")]
    public async Task A_SEND_needs_a_destination_that_clients_can_send_to(string frame, string because)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync(frame);
        await peer.AssertRefusedAsync(because);
    }

    [Fact]
    public async Task Other_destinations_are_topics_and_the_users_headers_pass_through()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var sender = await StompPeer.ConnectAsync(host);
        using var new_ = await StompPeer.ConnectAsync(host, "1.1");
        using var old = await StompPeer.ConnectAsync(host, "1.0");
        await new_.SendAsync("SUBSCRIBE\nid:n\ndestination:/queue/t\nreceipt:r\n\n^");
        Assert.Equal("RECEIPT", (await new_.ReceiveAsync()).Command);
        await old.SendAsync("SUBSCRIBE\ndestination:/queue/t\nreceipt:r\n\n^");
        Assert.Equal("RECEIPT", (await old.ReceiveAsync()).Command);

        await sender.SendAsync("SUBSCRIBE\nid:1\ndestination:/queue/t\n\n^SEND\ndestination:/queue/t\ncontent-type:text/plain\nk\\c1:a\\cb\\nc\\\\d\nx:y\nreceipt:q\ncontent-length:3\n\na^b^");
        var own = await sender.ReceiveAsync();
        Assert.Equal(("MESSAGE", "1", "text/plain", "a\\cb\\nc\\\\d", "a\0b"), (own.Command, own["subscription"], own["content-type"], own["k\\c1"], own.Body));
        Assert.Null(own["receipt"]);
        Assert.Equal("q", (await sender.ReceiveAsync())["receipt-id"]);

        var toNew = await new_.ReceiveAsync();
        Assert.Equal(("n", "a\\cb\\nc\\\\d"), (toNew["subscription"], toNew["k\\c1"]));
        var toOld = await old.ReceiveAsync();
        Assert.Equal(("/queue/t", "y", null), (toOld["destination"], toOld["x"], toOld["subscription"]));
    }

    [Fact]
    public async Task Who_may_not_even_read_sends_to_nobody()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, role: SessionRole.None);
        await peer.SendAsync("SEND\ndestination:/queue/t\n\nx^");
        await peer.AssertRefusedAsync("may not");
    }

    [Fact]
    public async Task A_message_has_its_destination_its_subscription_and_an_id_of_its_own()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync("SUBSCRIBE\nid:0\ndestination:answers\n\n^");
        var ids = new HashSet<string>();
        for (var i = 0; i < 10; i++)
        {
            await peer.RequestAsync(Ping);
            var message = await peer.ReceiveAsync();
            Assert.Equal(("answers", "0", null), (message["destination"], message["subscription"], message["ack"]));
            Assert.True(ids.Add(message["message-id"]!));
        }
    }

    [Fact]
    public async Task Roles_hold_as_on_any_other_connection()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, role: SessionRole.Read);
        await peer.SendAsync("SUBSCRIBE\nid:0\ndestination:answers\n\n^");
        await peer.RequestAsync(Json.Call(1, "Lamp.turn", """{"self":{"name":"desk"},"on":true}"""));
        Assert.Contains("AccessDenied", (await peer.ReceiveAsync()).Body, StringComparison.Ordinal);
    }
}
