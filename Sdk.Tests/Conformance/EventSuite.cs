using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Conformance;

/// <summary>Events: who is sent what, in which order, and what happens to those who were away.</summary>
public abstract class EventSuite(WireForm form)
{
    private const string Desk = """{"name":"desk","uuid":"11111111-2222-4333-8444-555555555555"}""";

    [Fact]
    public async Task An_event_has_its_form_and_comes_before_the_answer_of_the_call_that_made_it()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        var subscription = (await peer.CallAsync(Json.Call(1, "Events.subscribe"))).Result();
        Assert.Equal(0, subscription.GetProperty("replayed").GetInt32());
        await peer.SendAsync(Turn(2, "desk", true));
        var told = await peer.ReceiveAsync();
        Assert.True(JsonMatch.Matches(
            told.GetRawText(),
            $$"""{"jsonrpc":"2.0","method":"Lamp.turned","params":{"self":{{Desk}},"position":"{{host.Events.Position}}","data":{"on":true} } }"""));
        Assert.Equal("2", (await peer.ReceiveAsync()).Id());
    }

    [Fact]
    public async Task The_members_of_an_event_stand_in_their_order()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.CallAsync(Json.Call(1, "Events.subscribe"));
        await peer.SendAsync(Turn(2, "desk", true));
        var told = await peer.TryReceiveAsync();
        Assert.StartsWith($$"""{"jsonrpc":"2.0","method":"Lamp.turned","params":{"self":{{Desk}},"position":""", told, StringComparison.Ordinal);
        Assert.EndsWith(""","data":{"on":true}}}""", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_subscriber_is_told_and_nobody_else()
    {
        await using var host = await form.StartHostAsync();
        using var first = RawPeer.Connect(host, form);
        using var second = RawPeer.Connect(host, form, SessionRole.Read);
        using var silent = RawPeer.Connect(host, form);
        await first.CallAsync(Json.Call(1, "Events.subscribe"));
        await second.CallAsync(Json.Call(1, "Events.subscribe"));
        await silent.CallAsync(Json.Call(1, "Calc.ping"));
        Publish(host, true);
        Assert.Equal("Lamp.turned", (await first.ReceiveAsync()).Method());
        Assert.Equal("Lamp.turned", (await second.ReceiveAsync()).Method());
        Assert.Equal("2", (await silent.CallAsync(Json.Call(2, "Calc.ping"))).Id());
    }

    [Theory]
    [InlineData("""{"resources":["Lamp"]}""", true)]
    [InlineData("""{"resources":["Calc"]}""", false)]
    [InlineData("""{"kinds":["turned"]}""", true)]
    [InlineData("""{"kinds":["Lamp.turned"]}""", true)]
    [InlineData("""{"kinds":["flickered"]}""", false)]
    [InlineData("""{"resources":["Lamp"],"kinds":["flickered"]}""", false)]
    [InlineData("""{"about":{"name":"desk"}}""", true)]
    [InlineData("""{"about":{"uuid":"11111111-2222-4333-8444-555555555555"}}""", true)]
    [InlineData("""{"about":{"uuid":"99999999-2222-4333-8444-555555555555"}}""", false)]
    [InlineData("""{"about":{"name":"floor"}}""", false)]
    [InlineData("""{"about":{"name":"desk","uuid":"99999999-2222-4333-8444-555555555555"}}""", false)]
    [InlineData("""{"about":{"size":1}}""", false)]
    public async Task A_subscription_says_what_it_wants(string parameters, bool wants)
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.CallAsync(Json.Call(1, "Events.subscribe", parameters));
        await peer.SendAsync(Turn(2, "desk", true));
        if (wants)
            Assert.Equal("Lamp.turned", (await peer.ReceiveAsync()).Method());
        Assert.Equal("2", (await peer.ReceiveAsync()).Id());
    }

    [Fact]
    public async Task A_handle_is_the_same_in_capital_letters()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.CallAsync(Json.Call(1, "Events.subscribe", """{"about":{"uuid":"AAAAAAAA-2222-4333-8444-555555555555"}}"""));
        var lamp = LampService.Desk with { Uuid = Guid.Parse("aaaaaaaa-2222-4333-8444-555555555555") };
        host.Events.Publish(ConformanceApi.Lamp.Turned, lamp, new LampTurnedData { On = true });
        Assert.Equal("Lamp.turned", (await peer.ReceiveAsync()).Method());
    }

    [Theory]
    [InlineData("""{"resources":["Lamp","Lmap"]}""", "resources[1]")]
    [InlineData("""{"kinds":["turnt"]}""", "kinds[0]")]
    [InlineData("""{"about":"desk"}""", "about")]
    [InlineData("""{"about":{}}""", "about")]
    public async Task A_subscription_that_would_be_silent_for_ever_is_refused(string parameters, string path)
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        var answer = await peer.CallAsync(Json.Call(1, "Events.subscribe", parameters));
        Assert.Equal((-32602, path), (answer.ErrorCode(), answer.ErrorDetails().GetProperty("path").GetString()));
    }

    [Fact]
    public async Task An_event_is_sent_once_however_many_subscriptions_match()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
            ids.Add((await peer.CallAsync(Json.Call(i, "Events.subscribe"))).Result().GetProperty("id").GetString()!);
        Assert.Equal(3, ids.Count);
        await peer.SendAsync(Turn(7, "desk", true));
        Assert.Equal("Lamp.turned", (await peer.ReceiveAsync()).Method());
        Assert.Equal("7", (await peer.ReceiveAsync()).Id());
    }

    [Fact]
    public async Task Unsubscribing_ends_one_subscription()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        var id = (await peer.CallAsync(Json.Call(1, "Events.subscribe"))).Result().GetProperty("id").GetString();
        Assert.Equal(JsonValueKind.Object, (await peer.CallAsync(Json.Call(2, "Events.unsubscribe", $"[\"{id}\"]"))).Result().ValueKind);
        Publish(host, true);
        Assert.Equal("3", (await peer.CallAsync(Json.Call(3, "Calc.ping"))).Id());
        Assert.Equal("NoSubscription", (await peer.CallAsync(Json.Call(4, "Events.unsubscribe", $$"""{"id":"{{id}}"}"""))).ErrorName());
    }

    [Fact]
    public async Task Who_comes_back_is_sent_what_was_missed_right_behind_the_answer()
    {
        await using var host = await form.StartHostAsync();
        var start = host.Events.Position;
        for (var i = 0; i < 5; i++)
            Publish(host, i % 2 == 0);
        using var peer = RawPeer.Connect(host, form);
        var answer = (await peer.CallAsync(Json.Call(1, "Events.subscribe", $$"""{"after":"{{start}}"}"""))).Result();
        Assert.Equal(5, answer.GetProperty("replayed").GetInt32());
        var replay = await peer.ReceiveAsync(5);
        Assert.Equal([true, false, true, false, true], replay.Select(e => e.GetProperty("params").GetProperty("data").GetProperty("on").GetBoolean()));

        // From the middle, and only what the subscription wants.
        var middle = replay[2].Position();
        Assert.Equal(2, (await peer.CallAsync(Json.Call(2, "Events.subscribe", $$"""{"after":"{{middle}}"}"""))).Result().GetProperty("replayed").GetInt32());
        await peer.ReceiveAsync(2);
        var other = Json.Call(3, "Events.subscribe", $$"""{"after":"{{start}}","about":{"name":"floor"} }""");
        Assert.Equal(0, (await peer.CallAsync(other)).Result().GetProperty("replayed").GetInt32());
    }

    [Fact]
    public async Task A_list_and_a_subscription_after_its_position_leave_no_hole()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        var position = (await peer.CallAsync(Json.Call(1, "Lamp.list"))).Result().GetProperty("position").GetString();
        Publish(host, true);
        Assert.Equal(1, (await peer.CallAsync(Json.Call(2, "Events.subscribe", $$"""{"after":"{{position}}"}"""))).Result().GetProperty("replayed").GetInt32());
        Assert.Equal("Lamp.turned", (await peer.ReceiveAsync()).Method());
    }

    [Fact]
    public async Task A_subscription_in_a_batch_is_sent_what_happened_meanwhile_behind_the_batch()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.SendAsync($"[{Json.Call(1, "Events.subscribe")},{Turn(2, "floor", false)},{Turn(3, "desk", false)}]");
        var answer = await peer.ReceiveAsync();
        Assert.Equal(["2", "3", "1"], answer.EnumerateArray().Select(a => a.Id()));
        Assert.Equal(2, answer[2].Result().GetProperty("replayed").GetInt32());
        Assert.Equal(["floor", "desk"], (await peer.ReceiveAsync(2)).Select(LampOf));
        await peer.SendAsync(Turn(4, "desk", true));
        Assert.Equal("Lamp.turned", (await peer.ReceiveAsync()).Method());
        Assert.Equal("4", (await peer.ReceiveAsync()).Id());
    }

    [Fact]
    public async Task An_event_comes_before_the_batch_that_made_it_even_where_it_subscribes()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.CallAsync(Json.Call(1, "Events.subscribe"));
        var start = host.Events.Position;
        Publish(host, true);
        Assert.Equal("desk", LampOf(await peer.ReceiveAsync()));

        await peer.SendAsync($"[{Json.Call(2, "Events.subscribe", $$"""{"after":"{{start}}"}""")},{Turn(3, "floor", false)}]");
        Assert.Equal("floor", LampOf(await peer.ReceiveAsync()));
        var answer = await peer.ReceiveAsync();
        Assert.Equal(2, answer[1].Result().GetProperty("replayed").GetInt32());
        Assert.Equal(["desk", "floor"], (await peer.ReceiveAsync(2)).Select(LampOf));
    }

    [Fact]
    public async Task A_slow_batch_that_subscribes_holds_up_nothing_else()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { OutboxBytes = 64 * 1024 });
        using var peer = RawPeer.Connect(host, form);
        await peer.CallAsync(Json.Call(1, "Events.subscribe"));
        await peer.SendAsync($"[{Json.Call(2, "Events.subscribe")},{Json.Call(3, "Gate.hold", """{"name":"held"}""")}]");
        for (var i = 0; i < 700; i++)
        {
            await peer.SendAsync(Turn(4, "desk", true));
            Assert.Equal("desk", LampOf(await peer.ReceiveAsync()));
            Assert.Equal("4", (await peer.ReceiveAsync()).Id());
        }

        await peer.SendAsync(Json.Call(5, "Gate.release", """{"name":"held"}"""));
        var (batch, released) = await InAnyOrder(peer);
        Assert.Equal("5", released.Id());
        Assert.Equal("2", batch[1].Id());
        Assert.Equal(700, batch[1].Result().GetProperty("replayed").GetInt32());
    }

    [Fact]
    public async Task A_batch_that_subscribes_too_often_or_too_late_is_told_so()
    {
        var time = new ManualTime();

        // A clock that shows nothing at all stands for a call that has not looked yet.
        time.Advance(TimeSpan.FromSeconds(1));
        await using var host = await form.StartHostAsync(o =>
        {
            o.TimeProvider = time;
            o.Limits = o.Limits with { Subscriptions = 1 };
        });
        using var peer = RawPeer.Connect(host, form);
        var late = Json.Call(1, "Events.subscribe", meta: """{"deadline":1000}""");
        await peer.SendAsync($"[{late},{Json.Call(2, "Events.subscribe")},{Json.Call(3, "Events.subscribe")},{Json.Call(4, "Gate.hold", """{"name":"held"}""")}]");
        await host.Gates.Arrived("held").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(2));
        host.Gates.Open("held");
        var answers = await peer.ReceiveAsync();
        Assert.Equal(["4", "1", "2", "3"], answers.EnumerateArray().Select(a => a.Id()));
        Assert.Equal("DeadlineExceeded", answers[1].ErrorName());
        Assert.Equal("1", answers[2].Result().GetProperty("id").GetString());
        Assert.Equal("LimitExceeded", answers[3].ErrorName());
    }

    [Fact]
    public async Task What_is_no_longer_kept_is_announced_as_a_gap()
    {
        await using var host = await form.StartHostAsync(o => o.Limits = o.Limits with { KeptEvents = 2 });
        var start = host.Events.Position;
        for (var i = 0; i < 5; i++)
            Publish(host, true);
        using var peer = RawPeer.Connect(host, form);
        var answer = (await peer.CallAsync(Json.Call(1, "Events.subscribe", $$"""{"after":"{{start}}"}"""))).Result();
        Assert.Equal(3, answer.GetProperty("replayed").GetInt32());
        var replay = await peer.ReceiveAsync(3);
        Assert.Equal(["Events.gap", "Lamp.turned", "Lamp.turned"], replay.Select(r => r.Method()!));
        var gap = replay[0].GetProperty("params");
        Assert.Equal((start, "evicted"), (gap.GetProperty("after").GetString(), gap.GetProperty("reason").GetString()));

        // After the gap's own position there is no gap.
        var again = await peer.CallAsync(Json.Call(2, "Events.subscribe", $$"""{"after":"{{replay[0].Position()}}"}"""));
        Assert.Equal(2, again.Result().GetProperty("replayed").GetInt32());
        Assert.All(await peer.ReceiveAsync(2), e => Assert.Equal("Lamp.turned", e.Method()));
    }

    [Fact]
    public async Task A_position_of_another_run_of_the_server_is_a_gap()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        var answer = (await peer.CallAsync(Json.Call(1, "Events.subscribe", """{"after":"earlier:7"}"""))).Result();
        Assert.Equal(1, answer.GetProperty("replayed").GetInt32());
        var gap = (await peer.ReceiveAsync()).GetProperty("params");
        Assert.Equal(("earlier:7", "restarted"), (gap.GetProperty("after").GetString(), gap.GetProperty("reason").GetString()));
        Assert.Equal(host.Events.Position, gap.GetProperty("position").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData(":1")]
    [InlineData("here:01")]
    [InlineData("here:-1")]
    [InlineData("here:99999999999999999999")]
    public async Task What_is_no_position_is_refused(string position)
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        Assert.Equal("InvalidPosition", (await peer.CallAsync(Json.Call(1, "Events.subscribe", $$"""{"after":"{{position}}"}"""))).ErrorName());
    }

    [Fact]
    public async Task A_position_ahead_of_all_events_is_refused()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        var epoch = host.Server.Core.Info.Epoch;
        Assert.Equal("InvalidPosition", (await peer.CallAsync(Json.Call(1, "Events.subscribe", $$"""{"after":"{{epoch}}:1"}"""))).ErrorName());
    }

    [Fact]
    public async Task What_nobody_keeps_is_told_to_those_who_listen_now()
    {
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        var start = host.Events.Position;
        await peer.CallAsync(Json.Call(1, "Events.subscribe"));
        host.Events.Publish(ConformanceApi.Lamp.Flickered, LampService.Desk, new LampFlickeredData());
        Assert.Equal("Lamp.flickered", (await peer.ReceiveAsync()).Method());
        Assert.Equal(0, (await peer.CallAsync(Json.Call(2, "Events.subscribe", $$"""{"after":"{{start}}"}"""))).Result().GetProperty("replayed").GetInt32());
    }

    [Fact]
    public async Task Events_of_one_object_arrive_in_order_from_many_threads()
    {
        const int Events = 2000;
        await using var host = await form.StartHostAsync();
        using var peer = RawPeer.Connect(host, form);
        await peer.CallAsync(Json.Call(1, "Events.subscribe"));
        var publishing = Task.Run(() => Parallel.For(0, Events, _ => Publish(host, true)), TestContext.Current.CancellationToken);
        var positions = new List<long>();
        for (var i = 0; i < Events; i++)
            positions.Add(long.Parse((await peer.ReceiveAsync()).Position().Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        await publishing;
        Assert.Equal(Enumerable.Range(1, Events).Select(i => (long)i), positions);
    }

    private static string Turn(int id, string lamp, bool on) =>
        Json.Call(id, "Lamp.turn", $$"""{"self":{"name":"{{lamp}}"},"on":{{(on ? "true" : "false")}}}""");

    private static string? LampOf(JsonElement told) =>
        told.GetProperty("params").GetProperty("self").GetProperty("name").GetString();

    private static async Task<(JsonElement Batch, JsonElement Other)> InAnyOrder(RawPeer peer)
    {
        var first = await peer.ReceiveAsync();
        if (first.ValueKind != JsonValueKind.Array)
            return (await peer.ReceiveAsync(), first);
        var other = await peer.ReceiveAsync();
        while (other.Method() is not null)
            other = await peer.ReceiveAsync();
        return (first, other);
    }

    private static void Publish(ConformanceHost host, bool on) =>
        host.Events.Publish(ConformanceApi.Lamp.Turned, LampService.Desk, new LampTurnedData { On = on });
}

/// <inheritdoc/>
public sealed class EventsOverLines() : EventSuite(WireForm.Lines);

/// <summary>The same, with every value read by the JSON reader.</summary>
[Collection(WithoutGuessing.Name)]
public sealed class EventsOverLinesWithoutGuessing() : EventSuite(WireForm.Lines);

/// <summary>The same, with a server that looks for bytes before it waits for them.</summary>
public sealed class EventsOverLinesSpinning() : EventSuite(WireForm.SpinningLines);

/// <inheritdoc/>
public sealed class EventsOverHeaders() : EventSuite(WireForm.Headers);

/// <inheritdoc/>
public sealed class EventsOverStomp() : EventSuite(WireForm.Stomp);
