using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Events.Soak;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Events;

/// <summary>The event soak in small, and streams over a server that is there again.</summary>
public sealed class EventSoakTests
{
    private const string DriverUri = "soak:///default";
    private const int Kept = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Cut_connections_lose_and_reorder_nothing_unsaid(int seed)
    {
        IEventSink sink = null!;
        await using var server = await StartAsync(s => sink = s);
        var soak = new EventSoak(seed, Kept);
        var wrong = await soak.RunAsync(10_000, DriverUri, _ => new(server.Connect()), sink, Cancellation).WaitAsync(TimeSpan.FromMinutes(2), Cancellation);

        Assert.Null(wrong);
        Assert.True(soak.Cuts > 20, $"{soak.Cuts} cuts");
        Assert.True(soak.Gaps > 0 && soak.Skipped > 0, $"{soak.Gaps} gaps over {soak.Skipped} events");
        Assert.Equal(10_000, soak.Received + soak.Skipped);
    }

    [Fact]
    public async Task Another_run_of_the_server_is_a_gap_and_the_stream_goes_on()
    {
        IEventSink sink = null!;
        var running = await StartAsync(s => sink = s);
        await using var host = await HostConnection.OpenAsync(
            ConnectionUri.Parse(DriverUri), (_, _) => new(Volatile.Read(ref running).Connect()), ScriptedDaemon.Options(), Cancellation);
        await using var stream = await host.Domains.WatchStateChanged().StartAsync(Cancellation);
        Publish(sink, "before");
        var old = running;
        var next = await StartAsync(s => sink = s);
        Publish(sink, "unheard");
        Volatile.Write(ref running, next);
        await old.DisposeAsync();

        await using var events = stream.GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("before", events.Current.Domain.Name);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(GapReason.Restarted, events.Current.Gap?.Reason);
        Publish(sink, "after");
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("after", events.Current.Domain.Name);
        await host.DisposeAsync();
        await next.DisposeAsync();
    }

    [Fact]
    public async Task A_list_s_position_is_where_a_stream_begins_without_a_hole()
    {
        IEventSink sink = null!;
        await using var server = await StartAsync(s => sink = s);
        await using var host = await server.ConnectAsync(cancellationToken: Cancellation);
        string? position = null;
        await foreach (var page in host.Domains.ListAsync(cancellationToken: Cancellation).AsPagesAsync(Cancellation))
            position = page.Position;
        Publish(sink, "between");
        await using var stream = await host.Domains.WatchStateChanged(after: position).StartAsync(Cancellation);
        await using var events = stream.GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("between", events.Current.Domain.Name);
    }

    private static void Publish(IEventSink sink, string name) => sink.Publish(
        HostApi.Domain.StateChanged,
        new DomainRef { Name = name, Uuid = Guid.NewGuid() },
        new DomainStateChangedData { State = DomainState.Running, Reason = default });

    private static async Task<VirtwireServer> StartAsync(Action<IEventSink> sink)
    {
        var options = new VirtwireServerOptions { Limits = new ServerLimits { KeptEvents = Kept } }.AddDriver(DriverUri, context =>
        {
            sink(context.Events);
            return TestDriver.Definition.Factory(context);
        });
        var server = new VirtwireServer(options);
        await server.StartAsync(Cancellation);
        return server;
    }
}
