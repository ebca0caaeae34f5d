using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>Work that is cancelled, aborted, or fails, at each of its phases: all is as it was before.</summary>
public sealed class JobEndTests
{
    private readonly JobBench _bench = new();

    public static TheoryData<string, string, bool> Phases { get; } = [.. new Dictionary<string, string[]>
    {
        ["save"] = ["begin", "pause", "write", "finish"],
        ["managedSave"] = ["begin", "pause", "write", "finish"],
        ["dumpCore"] = ["begin", "pause", "write", "finish"],
        ["restore"] = ["begin", "read", "start"],
    }.SelectMany(work => work.Value.SelectMany(phase => new[] { true, false }.Select(runs => new TheoryDataRow<string, string, bool>(work.Key, phase, runs))))];

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Work_that_was_cancelled_leaves_all_as_it_was(string method, string phase, bool runs)
    {
        var (self, before) = await PrepareAsync(method, runs);
        var (point, job) = await HeldAsync(method, phase, self);
        await job.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>(await job.FailureAsync());
        await AssertAsBeforeAsync(self, before, "cancelled", point);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Work_that_was_aborted_leaves_all_as_it_was_when_the_call_is_answered(string method, string phase, bool runs)
    {
        var (self, before) = await PrepareAsync(method, runs);
        var (point, job) = await HeldAsync(method, phase, self);
        await _bench.Host.Domains.AbortJobAsync(new() { Self = self }, Host.Call);
        await AssertAsBeforeAsync(self, before, "cancelled", point);
        Assert.Contains("Domain.abortJob", Assert.IsType<CancelledException>(await job.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Work_that_fails_leaves_all_as_it_was(string method, string phase, bool runs)
    {
        var (self, before) = await PrepareAsync(method, runs);
        var (point, job) = await HeldAsync(method, phase, self);
        var error = new InvalidArgumentException("No space is left.", new InvalidArgumentDetails { Parameter = "path" });
        _bench.Points.Fail(point, error);
        Assert.Same(error, await job.FailureAsync());
        await AssertAsBeforeAsync(self, before, "failed", point);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task A_guest_that_is_destroyed_takes_the_work_with_it(string method, string phase, bool runs)
    {
        var (self, _) = await PrepareAsync(method, runs);
        var (_, job) = await HeldAsync(method, phase, self);
        Host.Run(_bench.Host.Domains.DestroyAsync(new() { Self = self }, Host.Call));
        var failure = Assert.IsType<DomainJobFailedException>(await job.FailureAsync());
        Assert.Equal(phase, failure.Phase);
        Assert.Equal("persistent shutoff/destroyed", await _bench.DescribeAsync(self));
        Assert.Equal("none", _bench.JobOf(self));
    }

    [Fact]
    public void Without_work_there_is_nothing_to_abort()
    {
        var self = _bench.Start("g");
        Assert.Throws<NoDomainJobException>(() => Host.Run(_bench.Host.Domains.AbortJobAsync(new() { Self = self }, Host.Call)));
    }

    private async Task<(DomainRef Self, string Before)> PrepareAsync(string method, bool runs)
    {
        var self = _bench.Start("g", paused: !runs);
        if (method == "restore")
            await Begin("save", self).Done;
        var before = await _bench.DescribeAsync(self);
        _bench.Events();
        return (self, before);
    }

    private async Task<(string Point, RunningJob Job)> HeldAsync(string method, string phase, DomainRef self)
    {
        var point = $"Domain.{method}:{phase}";
        var held = _bench.Points.Hold(point);
        var job = Begin(method, self);
        await held;
        Assert.EndsWith(" active t-" + (method == "restore" ? 2 : 1), _bench.JobOf(self), StringComparison.Ordinal);
        Assert.Equal(phase, Host.Run(_bench.Host.Domains.GetJobInfoAsync(new() { Self = self }, Host.Call)).Progress!.Phase);
        return (point, job);
    }

    private async Task AssertAsBeforeAsync(DomainRef self, string before, string state, string point)
    {
        // A guest that stood still for the work runs again, and one that was brought back has ended again: the reasons say so.
        var after = await _bench.DescribeAsync(self);
        Assert.Equal(Plain(before), Plain(after));
        Assert.Equal("none", _bench.JobOf(self));
        Assert.Contains($" {state} t-", _bench.JobOf(self, completed: true), StringComparison.Ordinal);
        Assert.Contains(state, _bench.Events()[^1], StringComparison.Ordinal);
        Assert.Equal(point.Contains("restore", StringComparison.Ordinal), _bench.Host.Files.Find("/p") is not null);
        Host.Run(_bench.Host.Domains.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call));
    }

    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "/[a-zA-Z]+", "");

    private RunningJob Begin(string method, DomainRef self) => method switch
    {
        "save" => _bench.Begin(_bench.Host.Domains.SaveAsync(new() { Self = self, Path = "/p" }, Host.Call)),
        "managedSave" => _bench.Begin(_bench.Host.Domains.ManagedSaveAsync(new() { Self = self }, Host.Call)),
        "dumpCore" => _bench.Begin(_bench.Host.Domains.DumpCoreAsync(new() { Self = self, Path = "/p" }, Host.Call)),
        _ => _bench.Begin(_bench.Host.Domains.RestoreAsync(new() { Path = "/p" }, Host.Call)),
    };
}
