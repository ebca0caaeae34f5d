using System.Text.Json;
using Virtwire.Sdk.Events;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Events;

public sealed class EventTests
{
    private static readonly Subscription Active = new() { Id = "1", Position = "3:7", Replayed = 0 };

    private const string Uuid = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_gets_its_events_and_is_ended_at_the_server()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var starting = host.Connection.Domains.WatchStateChanged("3:5").StartAsync(Cancellation);
        var subscribe = await host.NextAsync("Events.subscribe");
        Assert.Equal("""{"after":"3:5","kinds":["Domain.stateChanged"]}""", subscribe.GetProperty("params").GetRawText());
        await host.AnswerAsync(subscribe, Answer("s1", "3:7"));
        var subscription = await starting;
        Assert.Equal("3:7", subscription.Position);

        await host.SendAsync(Event("web1", "3:8"));
        await host.SendAsync(Event("web2", "3:9"));
        await using (var events = subscription.GetAsyncEnumerator(Cancellation))
        {
            Assert.True(await events.MoveNextAsync());
            Assert.Equal("web1", events.Current.Domain.Name);
            Assert.Equal(DomainState.Running, events.Current.State);
            Assert.Equal("3:8", events.Current.Position);
            Assert.False(events.Current.IsGap);
            Assert.True(await events.MoveNextAsync());
            Assert.Equal("web2", events.Current.Domain.Name);

            var disposing = subscription.DisposeAsync();
            var unsubscribe = await host.NextAsync("Events.unsubscribe");
            Assert.Equal("""{"id":"s1"}""", unsubscribe.GetProperty("params").GetRawText());
            await host.SendAsync(Event("web3", "3:10"));
            await host.AnswerAsync(unsubscribe, "{}");
            await disposing;
            Assert.False(await events.MoveNextAsync());
        }
    }

    [Fact]
    public async Task Enumerating_a_stream_subscribes_and_leaving_it_unsubscribes()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var names = Task.Run(
            async () =>
            {
                var seen = new List<string?>();
                await foreach (var item in host.Connection.Domains.WatchStateChanged().WithCancellation(Cancellation))
                {
                    seen.Add(item.Domain.Name);
                    if (seen.Count == 2)
                        break;
                }

                return seen;
            },
            Cancellation);
        await host.AnswerAsync(await host.NextAsync("Events.subscribe"), Answer("s1"));
        await host.SendAsync(Event("web1", "3:8") + "\n" + Event("web2", "3:9") + "\n" + Event("web3", "3:10"));
        await host.AnswerAsync(await host.NextAsync("Events.unsubscribe"), "{}");

        Assert.Equal(["web1", "web2"], await names);
    }

    [Fact]
    public async Task An_event_right_behind_the_answer_is_not_missed()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var starting = host.Connection.Domains.WatchStateChanged().StartAsync(Cancellation);
        var id = (await host.NextAsync()).GetProperty("id").GetRawText();
        await host.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{{{Answer("s1")}}}}""" + "\n" + Event("web1", "3:8"));

        Assert.Equal(["web1"], await TakeAsync(await starting, 1));
    }

    [Fact]
    public async Task A_replay_goes_to_the_subscription_that_asked_for_it_alone()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var first = await StartAsync(host, "s1", host.Connection.Domains.WatchStateChanged());
        var starting = host.Connection.Domains.WatchStateChanged("3:1").StartAsync(Cancellation);
        var subscribe = await host.NextAsync();
        await host.SendAsync(Event("before", "3:5"));
        await host.AnswerAsync(subscribe, Answer("s2", "3:1", replayed: 3));
        await host.SendAsync("""{"jsonrpc":"2.0","method":"Events.gap","params":{"after":"3:1","position":"3:3","reason":"evicted"}}""");
        await host.SendAsync(Event("replayed1", "3:4"));
        await host.SendAsync(Event("replayed2", "3:5"));
        await host.SendAsync(Event("after", "3:6"));
        var second = await starting;

        Assert.Equal(["before", "after"], await TakeAsync(first, 2));
        Assert.Equal(["(gap)", "replayed1", "replayed2", "after"], await TakeAsync(second, 4));
    }

    [Fact]
    public async Task A_replay_whose_subscription_has_gone_reaches_nobody()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var first = await StartAsync(host, "s1", host.Connection.Domains.WatchStateChanged());
        var starting = host.Connection.Domains.WatchStateChanged("3:1").StartAsync(Cancellation);
        await host.AnswerAsync(await host.NextAsync(), Answer("s2", "3:1", replayed: 1));
        var disposing = (await starting).DisposeAsync();
        await host.SendAsync(Event("replayed", "3:4"));
        await host.SendAsync(Event("live", "3:6"));
        await host.AnswerAsync(await host.NextAsync("Events.unsubscribe"), "{}");
        await disposing;

        Assert.Equal(["live"], await TakeAsync(first, 1));
    }

    [Fact]
    public async Task A_subscription_that_is_answered_after_its_deadline_is_ended_and_its_replay_reaches_nobody()
    {
        var time = new ManualTime();
        await using var host = await ScriptedHost.OpenAsync(new HostConnectionOptions { TimeProvider = time, Deadline = TimeSpan.FromSeconds(10) });
        var first = await StartAsync(host, "s1", host.Connection.Domains.WatchStateChanged());
        var starting = host.Connection.Domains.WatchStateChanged("3:1").StartAsync(Cancellation).AsTask();
        var subscribe = await host.NextAsync("Events.subscribe");
        time.Advance(TimeSpan.FromSeconds(11));
        await Assert.ThrowsAsync<DeadlineExceededException>(() => starting);

        await host.AnswerAsync(subscribe, Answer("s2", "3:1", replayed: 1));
        await host.SendAsync(Event("replayed", "3:4"));
        await host.SendAsync(Event("live", "3:6"));
        var unsubscribe = await host.NextAsync("Events.unsubscribe");
        Assert.Equal("""{"id":"s2"}""", unsubscribe.GetProperty("params").GetRawText());
        await host.AnswerAsync(unsubscribe, "{}");

        Assert.Equal(["live"], await TakeAsync(first, 1));
    }

    [Fact]
    public async Task A_gap_is_told_to_every_subscription()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var one = await StartAsync(host, "s1", host.Connection.Domains.WatchStateChanged());
        var other = await StartAsync(host, "s2", host.Connection.Domains.WatchDefined());
        await host.SendAsync("""{"jsonrpc":"2.0","method":"Events.gap","params":{"after":"3:1043","position":"3:2990","reason":"overflow"}}""");

        await using var events = one.GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        Assert.True(events.Current.IsGap);
        Assert.Equal(new EventGap("3:1043", "3:2990", GapReason.Overflow), events.Current.Gap);
        Assert.Equal("3:2990", events.Current.Position);
        Assert.Throws<InvalidOperationException>(() => events.Current.Domain);
        Assert.Equal(["(gap)"], await TakeAsync(other, 1));
    }

    [Fact]
    public async Task Events_of_an_object_are_told_apart_from_those_of_others()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var all = await StartAsync(host, "s1", host.Connection.Domains.WatchStateChanged());
        var domain = host.Connection.Domains.Bind(new DomainRef { Name = "web1", Uuid = Guid.Parse(Uuid) });
        var starting = domain.WatchStateChanged().StartAsync(Cancellation);
        var subscribe = await host.NextAsync();
        Assert.Equal($$"""{"uuid":"{{Uuid}}"}""", subscribe.GetProperty("params").GetProperty("about").GetRawText());
        await host.AnswerAsync(subscribe, Answer("s2"));
        var own = await starting;

        await host.SendAsync(Event("web1", "3:8"));
        await host.SendAsync(Event("web1", "3:9", Uuid));
        await host.SendAsync(Event("other", "3:10", "00000000-0000-0000-0000-000000000001"));
        await host.SendAsync(Event("renamed", "3:11", Uuid.ToUpperInvariant()));

        Assert.Equal(["web1", "web1", "other", "renamed"], await TakeAsync(all, 4));
        Assert.Equal(["web1", "web1", "renamed"], await TakeAsync(own, 3));
    }

    [Fact]
    public async Task Events_that_nobody_enumerates_end_the_subscription_instead_of_filling_the_memory()
    {
        await using var host = await ScriptedHost.OpenAsync(new HostConnectionOptions { MaxQueuedEvents = 2, Deadline = Timeout.InfiniteTimeSpan });
        var slow = await StartAsync(host, "s1", host.Connection.Domains.WatchStateChanged());
        await host.SendAsync(string.Join('\n', Enumerable.Range(1, 5).Select(i => Event($"web{i}", $"3:{i}"))));
        var ping = host.Connection.PingAsync(Cancellation);
        await host.AnswerAsync(await host.NextAsync(), "{}");
        await ping;

        await using var events = slow.GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        Assert.True(await events.MoveNextAsync());
        var failure = await Assert.ThrowsAsync<LimitExceededException>(async () => await events.MoveNextAsync());
        Assert.Equal("queuedEvents", failure.Limit);
        Assert.Equal(2, failure.Maximum);
    }

    [Fact]
    public async Task A_subscription_that_is_full_is_still_ended_at_the_server_and_once()
    {
        await using var host = await ScriptedHost.OpenAsync(new HostConnectionOptions { MaxQueuedEvents = 1, Deadline = Timeout.InfiniteTimeSpan });
        var full = await StartAsync(host, "s1", host.Connection.Domains.WatchStateChanged());
        await host.SendAsync(string.Join('\n', Enumerable.Range(1, 3).Select(i => Event($"web{i}", $"3:{i}"))));
        var ping = host.Connection.PingAsync(Cancellation);
        await host.AnswerAsync(await host.NextAsync(), "{}");
        await ping;

        var disposing = full.DisposeAsync();
        var unsubscribe = await host.NextAsync("Events.unsubscribe");
        Assert.Equal("""{"id":"s1"}""", unsubscribe.GetProperty("params").GetRawText());
        await host.AnswerAsync(unsubscribe, "{}");
        await disposing;
        await full.DisposeAsync();
    }

    [Fact]
    public void A_receiver_that_has_failed_is_asked_no_more()
    {
        var hub = new EventHub();
        var full = new CountingReceiver(2);
        var other = new CountingReceiver(100);
        hub.Activate(full, null!, Active);
        hub.Activate(other, null!, Active);
        for (var i = 0; i < 10; i++)
            hub.OnNotification("Domain.stateChanged"u8, "{}"u8);

        Assert.Equal((3, 10), (full.Reads, other.Reads));
    }

    [Fact]
    public async Task The_end_of_the_connection_ends_the_enumeration_after_what_has_come()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var subscription = await StartAsync(host, "s1", host.Connection.Domains.WatchStateChanged());
        await host.SendAsync(Event("web1", "3:8"));
        host.Transport.Dispose();

        await using var events = subscription.GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        await Assert.ThrowsAsync<ConnectionLostException>(async () => await events.MoveNextAsync());
        await subscription.DisposeAsync();
        await Assert.ThrowsAsync<ConnectionLostException>(
            async () => await host.Connection.Domains.WatchStateChanged().StartAsync(Cancellation));
    }

    [Fact]
    public async Task A_subscription_given_up_before_its_answer_is_ended_when_the_answer_comes()
    {
        await using var host = await ScriptedHost.OpenAsync();
        using var source = new CancellationTokenSource();
        var starting = host.Connection.Domains.WatchStateChanged().StartAsync(source.Token);
        var subscribe = await host.NextAsync();

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await starting);
        await host.AnswerAsync(subscribe, Answer("s1"));

        var unsubscribe = await host.NextAsync("Events.unsubscribe");
        Assert.Equal("""{"id":"s1"}""", unsubscribe.GetProperty("params").GetRawText());
        await host.AnswerAsync(unsubscribe, "{}");
    }

    [Fact]
    public async Task Leaving_waits_for_no_answer_of_a_server_that_is_silent()
    {
        await using var host = await ScriptedHost.OpenAsync();
        using var source = new CancellationTokenSource();
        var enumerating = Task.Run(
            async () =>
            {
                await foreach (var item in host.Connection.Domains.WatchStateChanged().WithCancellation(source.Token))
                    Assert.Fail(item.Position);
            },
            Cancellation);
        await host.AnswerAsync(await host.NextAsync("Events.subscribe"), Answer("s1"));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => enumerating.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        await host.NextAsync("Events.unsubscribe");
    }

    [Fact]
    public async Task An_event_newer_than_the_server_is_refused_without_asking()
    {
        await using var host = ScriptedHost.Begin();
        await host.AnswerAsync(await host.NextAsync(), """{"versions":{"core":"1.0"}}""");
        var connection = await host.Opening;
        var refused = await Assert.ThrowsAsync<NotSupportedByPeerException>(
            () => connection.Domains.WatchStateChanged().StartAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        Assert.Contains("Domain.stateChanged", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Domain.stateChanged", refused.Element);
    }

    [Fact]
    public async Task A_refused_subscription_says_why()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var starting = host.Connection.Domains.WatchStateChanged("x").StartAsync(Cancellation);
        await host.FailAsync(await host.NextAsync(), """{"code":12,"message":"'x' is no position.","data":{"name":"InvalidPosition","details":{"position":"x"}}}""");

        await Assert.ThrowsAsync<InvalidPositionException>(async () => await starting);
    }

    [Theory]
    [InlineData("""{"position":"3:8","data":{"state":"running","reason":"booted"}}""")]
    [InlineData("""{"self":{"name":"web1"},"data":{"state":"running","reason":"booted"}}""")]
    [InlineData("""{"self":{"name":7},"position":"3:8","data":{"state":"running","reason":"booted"}}""")]
    public async Task An_event_against_the_schema_ends_its_subscription_alone(string parameters)
    {
        await using var host = await ScriptedHost.OpenAsync();
        var bad = await StartAsync(host, "s1", host.Connection.Domains.WatchStateChanged());
        var good = await StartAsync(host, "s2", host.Connection.Domains.WatchDefined());
        await host.SendAsync($$"""{"jsonrpc":"2.0","method":"Domain.stateChanged","params":{{parameters}}}""");
        await host.SendAsync("""{"jsonrpc":"2.0","method":"Domain.defined","params":{"self":{"name":"web1"},"position":"3:9","data":{"reason":"added"}}}""");
        await host.SendAsync("""{"jsonrpc":"2.0","method":"Domain.unheardOf","params":{}}""");

        await using var events = bad.GetAsyncEnumerator(Cancellation);
        await Assert.ThrowsAsync<MalformedAnswerException>(async () => await events.MoveNextAsync());
        await using var others = good.GetAsyncEnumerator(Cancellation);
        Assert.True(await others.MoveNextAsync());
        Assert.Equal("web1", others.Current.Domain.Name);
    }

    private static async Task<EventSubscription<T>> StartAsync<T>(ScriptedHost host, string id, EventStream<T> stream)
        where T : HostEvent
    {
        var starting = stream.StartAsync(Cancellation);
        await host.AnswerAsync(await host.NextAsync("Events.subscribe"), Answer(id));
        return await starting;
    }

    private static async Task<List<string?>> TakeAsync<T>(EventSubscription<T> subscription, int count)
        where T : HostEvent
    {
        var names = new List<string?>();
        await foreach (var item in subscription.WithCancellation(Cancellation))
        {
            names.Add(item switch
            {
                { IsGap: true } => "(gap)",
                DomainStateChangedEvent changed => changed.Domain.Name,
                _ => throw new NotSupportedException(typeof(T).Name),
            });
            if (names.Count == count)
                break;
        }

        return names;
    }

    private static string Answer(string id, string position = "3:7", int replayed = 0) =>
        JsonSerializer.Serialize(new { id, position, replayed });

    private static string Event(string name, string position, string? uuid = null) =>
        """{"jsonrpc":"2.0","method":"Domain.stateChanged","params":{"self":{"name":"NAME","uuid":"UUID"},"position":"POSITION","data":{"state":"running","reason":"booted"}}}"""
            .Replace("NAME", name, StringComparison.Ordinal)
            .Replace("UUID", uuid ?? Uuid, StringComparison.Ordinal)
            .Replace("POSITION", position, StringComparison.Ordinal);

    private sealed class CountingReceiver(int maxQueued) : EventReceiver<DomainStateChangedEvent>("Domain.stateChanged", default, maxQueued)
    {
        public int Reads { get; private set; }

        public override bool Takes(ReadOnlySpan<byte> method) => true;

        protected override bool TryRead(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters, out string position, out DomainStateChangedEvent item)
        {
            Reads++;
            position = "3:8";
            item = null!;
            return true;
        }

        protected override DomainStateChangedEvent FromGap(EventGap gap) => throw new NotSupportedException();
    }
}
