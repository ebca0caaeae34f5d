using System.Text.Json;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Events;

/// <summary>Event streams over a connection that is lost and made again.</summary>
public sealed class ResumedEventTests
{
    private const string Uuid = "6695eb01-f6a4-8304-79aa-97f2502e193f";
    private readonly ScriptedDaemon _daemon = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_goes_on_behind_the_last_event_that_came()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        var states = new StateLog(host);
        await using var stream = await StartAsync(host.Domains.WatchStateChanged("3:1"), first);
        await first.SendAsync(Event("web1", "3:8") + "\n" + Event("web2", "3:9"));
        first.Transport.Dispose();

        // Nobody has enumerated anything yet: what came waits, and is not asked for again.
        var second = await _daemon.GreetAsync();
        var subscribe = await second.NextAsync("Events.subscribe");
        Assert.Equal("""{"after":"3:9","kinds":["Domain.stateChanged"]}""", subscribe.GetProperty("params").GetRawText());
        await states.NextAsync(HostConnectionState.Reconnecting);
        Assert.Equal(HostConnectionState.Reconnecting, host.State);
        await second.AnswerAsync(subscribe, Answer("s7", "3:9", 1));
        await second.SendAsync(Event("web3", "3:10") + "\n" + Event("web4", "3:11"));
        await states.NextAsync(HostConnectionState.Connected);
        Assert.Equal(["web1", "web2", "web3", "web4"], await TakeAsync(stream, 4));

        // It is ended under the id that it has now.
        var disposing = stream.DisposeAsync();
        var unsubscribe = await second.NextAsync("Events.unsubscribe");
        Assert.Equal("""{"id":"s7"}""", unsubscribe.GetProperty("params").GetRawText());
        await second.AnswerAsync(unsubscribe, "{}");
        await disposing;
    }

    [Fact]
    public async Task A_stream_that_was_told_of_nothing_goes_on_where_it_began()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        await using var stream = await StartAsync(host.Domains.WatchStateChanged(), first, "3:7");
        first.Transport.Dispose();
        var second = await _daemon.GreetAsync();
        Assert.Equal("3:7", After(await second.NextAsync("Events.subscribe")));
        second.Transport.Dispose();
        var third = await _daemon.GreetAsync();
        var subscribe = await third.NextAsync("Events.subscribe");
        Assert.Equal("3:7", After(subscribe));
        await third.AnswerAsync(subscribe, Answer("s1", "3:7"));
        await third.SendAsync(Event("web1", "3:8"));
        Assert.Equal(["web1"], await TakeAsync(stream, 1));
        await LeaveAsync(stream, third);
    }

    [Fact]
    public async Task A_gap_is_handed_on_and_the_stream_goes_on_behind_it()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        await using var stream = await StartAsync(host.Domains.WatchStateChanged(), first);
        await first.SendAsync(Event("web1", "3:8"));
        first.Transport.Dispose();
        var second = await _daemon.GreetAsync();
        await second.AnswerAsync(await second.NextAsync("Events.subscribe"), Answer("s1", "3:8", 1));
        await second.SendAsync("""{"jsonrpc":"2.0","method":"Events.gap","params":{"after":"3:8","position":"4:0","reason":"restarted"}}""");
        await second.SendAsync(Event("web2", "4:1"));
        Assert.Equal(["web1", "(gap)", "web2"], await TakeAsync(stream, 3));

        second.Transport.Dispose();
        var third = await _daemon.GreetAsync();
        Assert.Equal("4:1", After(await third.NextAsync("Events.subscribe")));
    }

    [Fact]
    public async Task What_one_stream_is_told_of_moves_the_others_on_and_a_replay_moves_its_own_alone()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        await using var defined = await StartAsync(host.Domains.WatchDefined(), first, "3:7");
        await using var changed = await StartAsync(host.Domains.WatchStateChanged(), first, "3:7");
        await first.SendAsync(Event("web1", "3:90"));
        await using var replayed = await StartAsync(host.Domains.WatchStateChanged("3:1"), first, "3:1", 2);
        await first.SendAsync(Event("web1", "3:50"));
        first.Transport.Dispose();

        var second = await _daemon.GreetAsync();
        var positions = new List<string?>();
        for (var i = 0; i < 3; i++)
            positions.Add(After(await second.NextAsync("Events.subscribe")));
        Assert.Equal(["3:90", "3:90", "3:50"], positions);
    }

    [Fact]
    public async Task A_stream_that_is_left_meanwhile_is_not_resumed()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        var states = new StateLog(host);
        await using var stays = await StartAsync(host.Domains.WatchDefined(), first);
        var leaves = await StartAsync(host.Domains.WatchStateChanged(), first);
        _daemon.Refusal = new ConnectionFailedException("Not yet.");
        first.Transport.Dispose();
        await states.NextAsync(HostConnectionState.Reconnecting);
        await leaves.DisposeAsync();
        _daemon.Refusal = null;

        var second = await _daemon.GreetAsync();
        var subscribe = await second.NextAsync("Events.subscribe");
        Assert.Equal("""["Domain.defined"]""", subscribe.GetProperty("params").GetProperty("kinds").GetRawText());
        await second.AnswerAsync(subscribe, Answer("s1", "3:7"));
        await states.NextAsync(HostConnectionState.Connected);
        var ping = host.PingAsync(Cancellation);
        await second.AnswerAsync(await second.NextAsync("Host.ping"), "{}");
        await ping;
        await LeaveAsync(stays, second);
    }

    [Fact]
    public async Task A_stream_that_is_left_while_it_is_resumed_is_ended_at_the_server()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        await using var other = await StartAsync(host.Domains.WatchDefined(), first);
        var leaves = await StartAsync(host.Domains.WatchStateChanged(), first);
        first.Transport.Dispose();
        var second = await _daemon.GreetAsync();
        var one = await second.NextAsync("Events.subscribe");
        var two = await second.NextAsync("Events.subscribe");
        await leaves.DisposeAsync();
        await second.AnswerAsync(two, Answer("s2", "3:7", 1));
        await second.SendAsync(Event("missed", "3:8"));
        var unsubscribe = await second.NextAsync("Events.unsubscribe");
        Assert.Equal("""{"id":"s2"}""", unsubscribe.GetProperty("params").GetRawText());
        await second.AnswerAsync(unsubscribe, "{}");
        await second.AnswerAsync(one, Answer("s1", "3:7"));
        await WaitFor.TrueAsync(() => host.State == HostConnectionState.Connected);
        await LeaveAsync(other, second);
    }

    [Fact]
    public async Task A_stream_that_the_server_no_longer_allows_ends_and_the_others_go_on()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        await using var refused = await StartAsync(host.Domains.WatchStateChanged(), first);
        await using var other = await StartAsync(host.Domains.WatchDefined(), first);
        first.Transport.Dispose();
        var second = await _daemon.GreetAsync();
        await second.FailAsync(
            await second.NextAsync("Events.subscribe"), """{"code":12,"message":"'3:7' is no position.","data":{"name":"InvalidPosition","details":{"position":"3:7"}}}""");
        await second.AnswerAsync(await second.NextAsync("Events.subscribe"), Answer("s2", "3:7"));

        await using (var events = refused.GetAsyncEnumerator(Cancellation))
            await Assert.ThrowsAsync<InvalidPositionException>(async () => await events.MoveNextAsync());
        await second.SendAsync("""{"jsonrpc":"2.0","method":"Domain.defined","params":{"self":{"name":"web1"},"position":"3:9","data":{"reason":"added"}}}""");
        await using (var events = other.GetAsyncEnumerator(Cancellation))
            Assert.True(await events.MoveNextAsync());
        await LeaveAsync(other, second);
    }

    [Fact]
    public async Task A_server_that_is_about_to_stop_ends_no_stream()
    {
        var (host, first) = await _daemon.OpenAsync();
        await using var closing = host;
        await using var stream = await StartAsync(host.Domains.WatchStateChanged(), first);
        first.Transport.Dispose();
        var second = await _daemon.GreetAsync();
        await second.FailAsync(await second.NextAsync("Events.subscribe"), """{"code":9,"message":"It is about to stop.","data":{"name":"ShuttingDown"}}""");

        var third = await _daemon.GreetAsync();
        await third.AnswerAsync(await third.NextAsync("Events.subscribe"), Answer("s1", "3:7"));
        await third.SendAsync(Event("web1", "3:8"));
        Assert.Equal(["web1"], await TakeAsync(stream, 1));
    }

    private static async Task<EventSubscription<T>> StartAsync<T>(EventStream<T> stream, PeerEnd end, string position = "3:7", int replayed = 0)
        where T : HostEvent
    {
        var starting = stream.StartAsync(Cancellation);
        await end.AnswerAsync(await end.NextAsync("Events.subscribe"), Answer("s1", position, replayed));
        return await starting;
    }

    private static async Task LeaveAsync<T>(EventSubscription<T> stream, PeerEnd end)
        where T : HostEvent
    {
        var leaving = stream.DisposeAsync();
        await end.AnswerAsync(await end.NextAsync("Events.unsubscribe"), "{}");
        await leaving;
    }

    private static async Task<List<string?>> TakeAsync(EventSubscription<DomainStateChangedEvent> subscription, int count)
    {
        var names = new List<string?>();
        await foreach (var item in subscription.WithCancellation(Cancellation))
        {
            names.Add(item.IsGap ? "(gap)" : item.Domain.Name);
            if (names.Count == count)
                break;
        }

        return names;
    }

    private static string? After(JsonElement subscribe) => subscribe.GetProperty("params").GetProperty("after").GetString();

    private static string Answer(string id, string position, int replayed = 0) => JsonSerializer.Serialize(new { id, position, replayed });

    private static string Event(string name, string position) =>
        """{"jsonrpc":"2.0","method":"Domain.stateChanged","params":{"self":{"name":"NAME","uuid":"UUID"},"position":"POSITION","data":{"state":"running","reason":"booted"}}}"""
            .Replace("NAME", name, StringComparison.Ordinal)
            .Replace("UUID", Uuid, StringComparison.Ordinal)
            .Replace("POSITION", position, StringComparison.Ordinal);
}
