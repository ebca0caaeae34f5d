using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>A pair of live processes, and what each window of load on it gave.</summary>
internal sealed class ComparedPeer(string name, PeerProcess server, PeerProcess client) : IAsyncDisposable
{
    private readonly Dictionary<int, List<Window>> _windows = [];

    public string Name => name;

    /// <summary>One window: what the client saw, and what the server allocated and used meanwhile.</summary>
    public sealed record Window(LoadResult Client, long ServerAllocated, double ServerCpu)
    {
        public double AllocatedPerCall => (double)(Client.Allocated + ServerAllocated) / Client.Calls;

        public double CpuPerCall => (Client.Cpu + ServerCpu) / Client.Calls;
    }

    public static async Task<ComparedPeer> StartAsync(string name, string[] server, string[] client)
    {
        var serving = await PeerProcess.StartAsync(server[0], server[1..]);
        return new ComparedPeer(name, serving, await PeerProcess.StartAsync(client[0], client[1..]));
    }

    /// <summary>Runs a window; <paramref name="keep"/> is false while warming up.</summary>
    public async Task RunAsync(int callers, int milliseconds, bool keep)
    {
        var before = await StatisticsAsync();
        var result = LoadResult.Parse(await client.AskAsync($"run {callers} {milliseconds}"));
        var after = await StatisticsAsync();
        if (!keep)
            return;
        if (!_windows.TryGetValue(callers, out var windows))
            _windows[callers] = windows = [];
        windows.Add(new Window(result, (long)(after.Allocated - before.Allocated), after.Cpu - before.Cpu));
    }

    public double Median(int callers, Func<Window, double> figure) => Statistics.Median(_windows[callers].Select(figure));

    /// <summary>The median of the ratios of this peer to another, window by window: both ran side by side in each round.</summary>
    public double MedianRatio(int callers, ComparedPeer other, Func<Window, double> figure) =>
        Statistics.Median(_windows[callers].Zip(other._windows[callers], (mine, theirs) => figure(mine) / figure(theirs)));

    private async Task<(double Allocated, double Cpu)> StatisticsAsync()
    {
        var words = (await server.AskAsync("stat")).Split('=', ' ');
        return (double.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), double.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }
}
