extern alias benchmarks;

using benchmarks::Virtwire.Sdk.Benchmarks.Compare;
using benchmarks::Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Tests.Benchmarks;

/// <summary>How figures come out of windows: medians of rounds, then of runs.</summary>
public sealed class MeasurementsTests
{
    private static readonly Cell Cell = new("ping", 64);
    private readonly Measurements _measurements = new();

    [Fact]
    public void The_median_of_an_even_number_lies_between()
    {
        Assert.Equal(2, Statistics.Median([3, 1, 2]));
        Assert.Equal(2.5, Statistics.Median([4, 1, 3, 2]));
        Assert.Equal(7, Statistics.Median([7]));
    }

    [Fact]
    public void A_figure_is_the_median_of_the_runs_medians_with_the_lowest_and_the_highest_run()
    {
        Add("a", [1, 2, 90], [3, 4, 5], [10, 11, 12]);

        Assert.Equal(new Figure(4, 2, 11), _measurements.Of("a", Cell, w => w.PerSecond));
    }

    [Fact]
    public void A_ratio_compares_the_windows_of_the_same_round()
    {
        // The medians are 20 and 10, but side by side the first peer was never twice as fast in the middle round.
        Add("a", [10, 20, 60]);
        Add("b", [10, 20, 2]);

        Assert.Equal(new Figure(1, 1, 1), _measurements.Ratio(("a", Cell), ("b", Cell), w => w.PerSecond));
    }

    [Fact]
    public void A_ratio_leaves_out_the_rounds_that_one_peer_did_not_live_to_see()
    {
        Add("a", [10, 20], [8, 8]);
        Add("b", [5]);

        Assert.Equal(new Figure(2, 2, 2), _measurements.Ratio(("a", Cell), ("b", Cell), w => w.PerSecond));
        Assert.Null(_measurements.Ratio(("a", Cell), ("nobody", Cell), w => w.PerSecond));
    }

    [Fact]
    public void Bytes_and_processor_time_are_of_both_processes_by_the_call()
    {
        var window = new Window(new LoadResult(Calls: 10, Seconds: 2, P50: 1, P99: 1, Allocated: 100, Cpu: 30), ServerAllocated: 60, ServerCpu: 20);

        Assert.Equal((5, 16, 5), (window.PerSecond, window.BytesPerCall, window.CpuPerCall));
    }

    [Fact]
    public void What_a_peer_does_not_say_is_no_figure()
    {
        var silent = LoadResult.Parse("calls=10 seconds=1 p50=2 p99=3");
        _measurements.Add(0, "a", Cell, new Window(silent, double.NaN, double.NaN));

        Assert.Null(_measurements.Of("a", Cell, w => w.BytesPerCall));
        Assert.Equal(10, _measurements.Of("a", Cell, w => w.PerSecond)?.Median);
    }

    [Fact]
    public void A_result_survives_its_line_of_text()
    {
        var result = new LoadResult(12345, 0.5, 1.25, 99.5, 4096, 250000);

        Assert.Equal(result, LoadResult.Parse(result.ToString()));
    }

    [Theory]
    [InlineData("calls=1 seconds=1 p50=1")]
    [InlineData("calls=1 seconds=x p50=1 p99=1")]
    [InlineData("calls 1")]
    public void A_line_that_is_no_result_is_refused(string line) => Assert.Throws<FormatException>(() => LoadResult.Parse(line));

    private void Add(string peer, params double[][] runs)
    {
        for (var run = 0; run < runs.Length; run++)
        {
            foreach (var perSecond in runs[run])
                _measurements.Add(run, peer, Cell, new Window(new LoadResult((long)perSecond, 1, 1, 1, 0, 0), 0, 0));
        }
    }
}
