using System.Diagnostics;
using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>
/// A window of load. The callers are made first and wait for it to open, and each counts for itself, so that what the measuring
/// allocates and adds up is not counted as the calls'.
/// </summary>
internal sealed class CallWindow
{
    private const int MaxCallers = 4096;
    private readonly List<LatencyHistogram> _histograms = [];
    private TaskCompletionSource _gate = new();
    private int _used;

    /// <summary>The stopwatch time stamp after which no call is begun.</summary>
    public long Until { get; private set; }

    /// <summary>Completes when the window opens.</summary>
    public Task Opening => _gate.Task;

    /// <summary>Makes it ready for the next load.</summary>
    public void Prepare()
    {
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _used = 0;
    }

    /// <summary>A histogram for one caller.</summary>
    public LatencyHistogram Histogram()
    {
        if (_used == MaxCallers)
            throw new NotSupportedException($"There can be {MaxCallers} callers.");
        if (_used == _histograms.Count)
            _histograms.Add(new LatencyHistogram());
        return _histograms[_used++];
    }

    /// <summary>Lets the callers call.</summary>
    public void Open(long until)
    {
        Until = until;
        _gate.SetResult();
    }

    /// <summary>All callers' latencies; theirs are empty afterwards.</summary>
    public LatencyHistogram Latencies()
    {
        var all = new LatencyHistogram();
        for (var i = 0; i < _used; i++)
            all.Take(_histograms[i]);
        return all;
    }

    /// <summary>One caller that makes the call again and again.</summary>
    /// <param name="call">The call.</param>
    /// <param name="work">Microseconds of work between two calls.</param>
    public async Task CallAsync(Func<ValueTask> call, int work = 0)
    {
        var latencies = Histogram();
        await Opening;
        var now = Stopwatch.GetTimestamp();
        while (now < Until)
        {
            await call();
            now = Count(latencies, now, work);
        }
    }

    /// <inheritdoc cref="CallAsync(Func{ValueTask}, int)"/>
    public async Task CallAsync<T>(Func<ValueTask<T>> call, int work = 0)
    {
        var latencies = Histogram();
        await Opening;
        var now = Stopwatch.GetTimestamp();
        while (now < Until)
        {
            await call();
            now = Count(latencies, now, work);
        }
    }

    private static long Count(LatencyHistogram latencies, long begun, int work)
    {
        var end = Stopwatch.GetTimestamp();
        latencies.Add(end - begun);
        if (work == 0)
            return end;
        var until = end + (work * Stopwatch.Frequency / 1_000_000);
        while (Stopwatch.GetTimestamp() < until)
        {
            // The caller's work: it keeps its processor busy, as computing would.
        }

        return Stopwatch.GetTimestamp();
    }
}
