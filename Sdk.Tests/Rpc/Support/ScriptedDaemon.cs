using System.Threading.Channels;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>A server whose part is played by the test, and that can be connected to again and again.</summary>
internal sealed class ScriptedDaemon
{
    private readonly Channel<PeerEnd> _connections = Channel.CreateUnbounded<PeerEnd>();
    private int _attempts;

    /// <summary>What the next attempts to connect meet with; null for a connection.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>How often somebody has tried to connect.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Options with which nothing waits: neither a deadline nor the way back.</summary>
    public static HostConnectionOptions Options(TimeProvider? time = null) => new()
    {
        Deadline = Timeout.InfiniteTimeSpan,
        TimeProvider = time ?? TimeProvider.System,
        Reconnect = { FirstDelay = time is null ? TimeSpan.Zero : TimeSpan.FromSeconds(1) },
    };

    /// <summary>Connects, and greets.</summary>
    public async Task<(HostConnection Host, PeerEnd First)> OpenAsync(HostConnectionOptions? options = null)
    {
        var opening = HostConnection.OpenAsync(
            ConnectionUri.Parse("test:///default"), (_, _) => new(Connect()), options ?? Options(), TestContext.Current.CancellationToken).AsTask();
        var first = await GreetAsync();
        return (await opening, first);
    }

    /// <summary>The next connection, before its greeting.</summary>
    public async Task<PeerEnd> NextAsync() =>
        await _connections.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>The next connection, whose greeting is answered.</summary>
    public async Task<PeerEnd> GreetAsync(string hello = ScriptedHost.Hello)
    {
        var end = await NextAsync();
        await end.AnswerAsync(await end.NextAsync("Rpc.hello"), hello);
        return end;
    }

    private MemoryTransport Connect()
    {
        Interlocked.Increment(ref _attempts);
        if (Refusal is { } refusal)
            throw refusal;
        var (near, far) = MemoryTransport.CreatePair();
        Assert.True(_connections.Writer.TryWrite(new PeerEnd(far)));
        return near;
    }
}
