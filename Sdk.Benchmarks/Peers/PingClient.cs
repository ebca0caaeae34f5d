using System.Diagnostics;
using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>The typed client as an app uses it, in its default mode: <c>Host.ping</c> from as many callers as are asked for.</summary>
internal sealed class PingClient(HostConnection host) : PeerClient
{
    // Made once: what the measuring allocates must not count as the calls'.
    private readonly LatencyHistogram[] _latencies = [.. Enumerable.Range(0, 1024).Select(_ => new LatencyHistogram())];

    public static async Task<PingClient> OpenAsync(string path, string framing) =>
        new(await HostConnection.OpenAsync($"test+unix:///default?socket={path}&framing={framing}"));

    protected override async Task LoadAsync(int callers, long until, LatencyHistogram latencies)
    {
        var loops = new Task[callers];
        for (var i = 0; i < callers; i++)
            loops[i] = CallAsync(until, _latencies[i]);
        for (var i = 0; i < callers; i++)
        {
            await loops[i];
            latencies.Take(_latencies[i]);
        }
    }

    private async Task CallAsync(long until, LatencyHistogram latencies)
    {
        var service = host.Host;
        await Task.Yield();
        var now = Stopwatch.GetTimestamp();
        while (now < until)
        {
            await service.PingAsync();
            var end = Stopwatch.GetTimestamp();
            latencies.Add(end - now);
            now = end;
        }
    }

    public override ValueTask DisposeAsync() => host.DisposeAsync();
}
