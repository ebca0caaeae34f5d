using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Measuring;

/// <summary>What one window of load gave: one line of text between a peer's process and the tool.</summary>
/// <param name="Calls">Calls answered in the window.</param>
/// <param name="Seconds">Length of the window.</param>
/// <param name="P50">Median latency in microseconds.</param>
/// <param name="P99">99th percentile of latency in microseconds.</param>
/// <param name="Allocated">Bytes the process allocated in the window; not a number where the peer does not say.</param>
/// <param name="Cpu">Processor time of the process in the window, in microseconds; not a number where the peer does not say.</param>
internal sealed record LoadResult(long Calls, double Seconds, double P50, double P99, double Allocated, double Cpu)
{
    public double PerSecond => Calls / Seconds;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"calls={Calls} seconds={Seconds:F6} p50={P50:F2} p99={P99:F2} allocated={Allocated:F0} cpu={Cpu:F0}");

    /// <exception cref="FormatException">The line lacks what must be there.</exception>
    public static LoadResult Parse(string line)
    {
        var values = PeerAnswer.Parse(line);
        return new LoadResult(
            (long)values.Require("calls"),
            values.Require("seconds"),
            values.Require("p50"),
            values.Require("p99"),
            values["allocated"],
            values["cpu"]);
    }
}
