using System.Diagnostics;
using System.Globalization;
using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>
/// The client half of a peer: a process of its own that stays alive and runs a window of load whenever its standard input says
/// <c>run LOAD CALLERS MILLISECONDS</c>, answering with one <see cref="LoadResult"/> line.
/// </summary>
internal abstract class PeerClient : IAsyncDisposable
{
    private readonly CallWindow _window = new();

    /// <summary>Puts a load on with so many callers: starts them, each waiting for the window to open and calling until it is over.</summary>
    /// <returns>Their tasks.</returns>
    /// <exception cref="NotSupportedException">The peer does not have that load.</exception>
    protected abstract ValueTask<Task[]> StartAsync(string load, int callers, CallWindow window);

    /// <summary>Answers what only some peers know.</summary>
    protected virtual ValueTask<string> AnswerAsync(string command) =>
        throw new NotSupportedException($"The command '{command}' is not known.");

    public abstract ValueTask DisposeAsync();

    public async Task RunAsync(TextReader commands, TextWriter answers)
    {
        await answers.WriteLineAsync("ready");
        while (await commands.ReadLineAsync() is { } line && line != "quit")
        {
            string answer;
            try
            {
                answer = line.Split(' ') is ["run", var load, var callers, var milliseconds]
                    ? (await MeasureAsync(load, Number(callers), Number(milliseconds))).ToString()
                    : await AnswerAsync(line);
            }
            catch (Exception failure)
            {
                answer = "error " + failure.ToString().ReplaceLineEndings(" ");
            }

            await answers.WriteLineAsync(answer);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private async Task<LoadResult> MeasureAsync(string load, int callers, int milliseconds)
    {
        _window.Prepare();
        var loops = await StartAsync(load, callers, _window);
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        _window.Open(start + (milliseconds * Stopwatch.Frequency / 1000));
        foreach (var loop in loops)
            await loop;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var allocatedAfter = GC.GetTotalAllocatedBytes(precise: true);
        var cpuAfter = Environment.CpuUsage.TotalTime;
        var latencies = _window.Latencies();
        return new LoadResult(
            latencies.Count,
            seconds,
            latencies.Percentile(0.50),
            latencies.Percentile(0.99),
            allocatedAfter - allocated,
            (cpuAfter - cpu).TotalMicroseconds);
    }
}
