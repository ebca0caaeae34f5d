using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Virtwire.Sdk.Tests.Rpc.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>What long work tells of how far it is, and how long it takes by the host's clock.</summary>
public sealed class JobProgressTests
{
    [Fact]
    public void However_little_goes_in_a_second_a_step_is_one_that_a_timer_can_wait_for()
    {
        var step = new JobPace().Of(1L << 52, bandwidth: 1);
        Assert.InRange(step, TimeSpan.FromDays(30), TimeSpan.FromMilliseconds(uint.MaxValue - 1));
    }

    [Fact]
    public async Task It_tells_each_phase_and_each_step_with_figures_that_fit()
    {
        var bench = new JobBench();
        var self = bench.Start("g");
        var job = bench.Begin(bench.Host.Domains.SaveAsync(new() { Self = self, Path = "/p" }, Host.Call));
        await job.Done;
        Assert.Equal(["begin", "pause", "write", "finish"], job.Told.Select(p => p.Phase).Distinct());
        Assert.Equal([0, 25, 50, 75, 100], job.Told.Where(p => p.DataTotal > 0).Select(p => p.Percent).Distinct());
        Assert.All(job.Told, p => Assert.Equal(p.DataTotal, p.DataProcessed + p.DataRemaining));
        Assert.Equal(64L << 20, job.Told[^1].DataProcessed);
    }

    [Fact]
    public async Task It_takes_a_step_of_the_clock_for_each_part_of_the_data()
    {
        var time = new ManualTime();
        var bench = new JobBench(time: time, pace: new JobPace(4, TimeSpan.FromSeconds(1)));
        var self = bench.Start("g");
        var finish = bench.Points.Hold("Domain.save:finish");
        var job = bench.Begin(bench.Host.Domains.SaveAsync(new() { Self = self, Path = "/p" }, Host.Call));
        for (var step = 0; step < 4; step++)
        {
            while (time.SetTimers == 0)
                await Task.Yield();
            var info = Host.Run(bench.Host.Domains.GetJobInfoAsync(new() { Self = self }, Host.Call));
            Assert.Equal((step * 25, TimeSpan.FromSeconds(step)), (info.Progress!.Percent, info.Progress.TimeElapsed));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await finish;
        bench.Points.Release("Domain.save:finish");
        await job.Done;
        var ended = Host.Run(bench.Host.Domains.GetJobInfoAsync(new() { Self = self, Completed = true }, Host.Call));
        Assert.Equal((100, TimeSpan.FromSeconds(4)), (ended.Progress!.Percent, ended.Progress.TimeElapsed));
    }

    [Theory]
    [InlineData(1000, null, 30)]
    [InlineData(1000, 100_000L, 30)]
    [InlineData(1000, 100L, 10_000)]
    public void A_bandwidth_makes_a_step_longer_and_never_shorter(long bytes, long? bandwidth, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), new JobPace().Of(bytes, bandwidth));
}
