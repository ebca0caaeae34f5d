using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>Long work on a host whose state directory cannot be written, and what outlives its server.</summary>
public sealed class JobKeepingTests
{
    private readonly MemoryKeeper _keeper = new();
    private readonly JobBench _bench;
    private readonly DomainRef _self;

    public JobKeepingTests()
    {
        _bench = new JobBench(_keeper);
        _self = _bench.Start("g", more: "<devices><disk type='file'><source file='/a'/><target dev='vda'/></disk></devices>");
    }

    [Fact]
    public async Task Work_that_cannot_be_written_down_ends_and_leaves_the_domain_free()
    {
        _keeper.Fails = static (kind, _) => kind == "files";
        var job = _bench.Begin(_bench.Host.Domains.BeginBackupAsync(new() { Self = _self }, Host.Call));
        Assert.IsType<StateNotKeptException>(await job.FailureAsync());
        Assert.Equal(("none", "backup failed t-1"), (_bench.JobOf(_self), _bench.JobOf(_self, completed: true)));
        Host.Run(_bench.Host.Domains.SetAutostartAsync(new() { Self = _self, Autostart = true }, Host.Call));
    }

    [Fact]
    public async Task Work_that_is_done_is_not_told_to_have_failed_where_its_end_cannot_be_written_down()
    {
        var held = _bench.Points.Hold("Domain.save:finish");
        var job = _bench.Begin(_bench.Host.Domains.SaveAsync(new() { Self = _self, Path = "/p" }, Host.Call));
        await held;
        _bench.Events();
        _keeper.Fails = static (kind, _) => kind == "domains";
        _bench.Points.Release("Domain.save:finish");
        Assert.IsType<StateNotKeptException>(await job.FailureAsync());
        Assert.Equal("persistent shutoff/saved", await _bench.DescribeAsync(_self));
        Assert.Equal("save completed t-1", _bench.JobOf(_self, completed: true));
        Assert.Equal(["stateChanged g saved shutoff", "jobChanged g save completed t-1"], _bench.Events());
    }

    [Fact]
    public async Task A_guest_that_is_started_with_the_host_comes_back_from_its_managed_save()
    {
        Host.Run(_bench.Host.Domains.SetAutostartAsync(new() { Self = _self, Autostart = true }, Host.Call));
        await _bench.Begin(_bench.Host.Domains.ManagedSaveAsync(new() { Self = _self, Paused = true }, Host.Call)).Done;
        Assert.Equal("persistent shutoff/saved autostart saved", await _bench.DescribeAsync(_self));
        var next = new JobBench(_keeper.AfterACrash());
        Assert.Equal("persistent paused/user id 1 autostart", await next.DescribeAsync(_self));
    }

    [Fact]
    public async Task A_number_of_an_activation_is_not_used_up_by_a_guest_that_does_not_come_back()
    {
        await _bench.Begin(_bench.Host.Domains.SaveAsync(new() { Self = _self, Path = "/p" }, Host.Call)).Done;
        Host.Run(_bench.Host.Domains.CreateAsync(new() { Self = _self }, Host.Call));
        Assert.Throws<DomainAlreadyActiveException>(() => { Host.Run(_bench.Host.Domains.RestoreAsync(new() { Path = "/p" }, Host.Call)); });
        Assert.Equal("persistent running/booted id 3", await _bench.DescribeAsync(_bench.Start("next")));
    }
}
