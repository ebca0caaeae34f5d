using System.Text.Json;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Events;

/// <summary>The stream of all kinds of events that a resource has.</summary>
public sealed class WatchAllTests
{
    private const string Uuid = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_of_all_kinds_come_in_their_order_and_gaps_among_them()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var starting = host.Connection.Domains.WatchAll("3:5").StartAsync(Cancellation);
        var subscribe = await host.NextAsync("Events.subscribe");
        var kinds = subscribe.GetProperty("params").GetProperty("kinds").EnumerateArray().Select(static k => k.GetString()!);
        Assert.Equal(
            HostApi.Description.Events.Where(static e => e.Resource == "Domain").Select(static e => e.Name).Order(StringComparer.Ordinal),
            kinds.Order(StringComparer.Ordinal));
        await host.AnswerAsync(subscribe, """{"id":"s1","position":"3:7","replayed":1}""");
        await host.SendAsync("""{"jsonrpc":"2.0","method":"Events.gap","params":{"after":"3:5","position":"3:7","reason":"evicted"}}""");
        await host.SendAsync(Event("Domain.defined", "3:8", """{"reason":"added"}"""));
        await host.SendAsync(Event("Network.defined", "3:9", "{}"));
        await host.SendAsync(Event("Domain.stateChanged", "3:10", """{"state":"running","reason":"booted"}"""));

        await using var events = (await starting).GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(new EventGap("3:5", "3:7", GapReason.Evicted), events.Current.Gap);
        Assert.Throws<InvalidOperationException>(() => events.Current.Domain);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("added", Assert.IsType<DomainDefinedEvent>(events.Current).Reason.ToString());
        Assert.Equal("web1", events.Current.Domain.Name);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(DomainState.Running, Assert.IsType<DomainStateChangedEvent>(events.Current).State);
        Assert.Equal("3:10", events.Current.Position);
    }

    [Fact]
    public async Task Those_of_one_object_are_told_apart_from_those_of_others()
    {
        await using var host = await ScriptedHost.OpenAsync();
        var starting = host.Connection.Domains.Bind(DomainRef.ByUuid(Guid.Parse(Uuid))).WatchAll().StartAsync(Cancellation);
        var subscribe = await host.NextAsync("Events.subscribe");
        Assert.Equal($$"""{"uuid":"{{Uuid}}"}""", subscribe.GetProperty("params").GetProperty("about").GetRawText());
        await host.AnswerAsync(subscribe, """{"id":"s1","position":"3:7","replayed":0}""");
        await host.SendAsync(Event("Domain.defined", "3:8", """{"reason":"added"}""", "00000000-0000-0000-0000-000000000001"));
        await host.SendAsync(Event("Domain.defined", "3:9", """{"reason":"added"}"""));

        await using var events = (await starting).GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("3:9", events.Current.Position);
    }

    [Fact]
    public async Task It_goes_on_behind_the_last_event_when_the_connection_is_there_again()
    {
        var daemon = new ScriptedDaemon();
        var (host, first) = await daemon.OpenAsync();
        await using var closing = host;
        var starting = host.Domains.WatchAll().StartAsync(Cancellation);
        await first.AnswerAsync(await first.NextAsync("Events.subscribe"), """{"id":"s1","position":"3:7","replayed":0}""");
        await using var subscription = await starting;
        await first.SendAsync(Event("Domain.defined", "3:8", """{"reason":"added"}"""));
        first.Transport.Dispose();

        var second = await daemon.GreetAsync();
        var subscribe = await second.NextAsync("Events.subscribe");
        Assert.Equal("3:8", subscribe.GetProperty("params").GetProperty("after").GetString());
        await second.AnswerAsync(subscribe, """{"id":"s2","position":"3:8","replayed":0}""");
        await second.SendAsync(Event("Domain.stateChanged", "3:9", """{"state":"running","reason":"booted"}"""));
        await using var events = subscription.GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        Assert.True(await events.MoveNextAsync());
        Assert.IsType<DomainStateChangedEvent>(events.Current);
    }

    [Fact]
    public async Task What_a_domain_goes_through_is_told_by_the_test_driver()
    {
        await using var host = await HostConnection.OpenAsync("test:///watch-all", cancellationToken: Cancellation);
        var test = await host.Domains.LookupByNameAsync("test", Cancellation);
        await using var subscription = await test.WatchAll().StartAsync(Cancellation);
        await test.SuspendAsync(Cancellation);
        await test.DestroyAsync(cancellationToken: Cancellation);
        await test.UndefineAsync(cancellationToken: Cancellation);

        var told = new List<string>();
        await foreach (var item in subscription.WithCancellation(Cancellation))
        {
            Assert.Equal("test", item.Domain.Name);
            told.Add(item is DomainStateChangedEvent changed ? changed.State.ToString() : item.GetType().Name);
            if (item is DomainUndefinedEvent)
                break;
        }

        Assert.Equal(["paused", "shutoff", nameof(DomainUndefinedEvent)], told);
    }

    private static string Event(string kind, string position, string data, string uuid = Uuid) => JsonSerializer.Serialize(new
    {
        jsonrpc = "2.0",
        method = kind,
        @params = new { self = new { name = "web1", uuid }, position, data = JsonElement.Parse(data) },
    });
}
