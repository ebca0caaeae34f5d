using System.Diagnostics;
using System.Globalization;
using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>
/// The client half of a peer: a process of its own that stays alive and runs a window of load whenever its standard input says
/// <c>run CALLERS MILLISECONDS</c>, answering with one <see cref="LoadResult"/> line.
/// </summary>
internal abstract class PeerClient : IAsyncDisposable
{
    /// <summary>Keeps <paramref name="callers"/> calls in flight until <paramref name="until"/> (a stopwatch time stamp).</summary>
    protected abstract Task LoadAsync(int callers, long until, LatencyHistogram latencies);

    public abstract ValueTask DisposeAsync();

    public async Task RunAsync(TextReader commands, TextWriter answers)
    {
        await answers.WriteLineAsync("ready");
        while (await commands.ReadLineAsync() is { } line && line != "quit")
        {
            var words = line.Split(' ');
            await answers.WriteLineAsync((await MeasureAsync(
                int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture))).ToString());
        }
    }

    private async Task<LoadResult> MeasureAsync(int callers, int milliseconds)
    {
        var latencies = new LatencyHistogram();
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await LoadAsync(callers, start + (milliseconds * Stopwatch.Frequency / 1000), latencies);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new LoadResult(
            latencies.Count,
            seconds,
            latencies.Percentile(0.50),
            latencies.Percentile(0.99),
            GC.GetTotalAllocatedBytes(precise: true) - allocated,
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds);
    }
}
