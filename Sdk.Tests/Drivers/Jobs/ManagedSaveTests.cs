using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>The state that the host keeps of a guest until its next start.</summary>
public sealed class ManagedSaveTests
{
    private readonly JobBench _bench = new();

    [Fact]
    public async Task The_next_start_brings_the_guest_back_and_the_one_after_boots()
    {
        var self = await SaveAsync();
        Assert.Equal("persistent shutoff/saved saved", await _bench.DescribeAsync(self));
        _bench.Events();
        Create(self);
        Assert.Equal("persistent running/restored id 2", await _bench.DescribeAsync(self));
        Assert.Equal(["stateChanged g restored running"], _bench.Events());
        Host.Run(_bench.Host.Domains.DestroyAsync(new() { Self = self }, Host.Call));
        Create(self);
        Assert.Equal("persistent running/booted id 3", await _bench.DescribeAsync(self));
    }

    [Theory]
    [InlineData(false, null, false, "running/restored")]
    [InlineData(false, true, false, "paused/user")]
    [InlineData(true, null, false, "paused/user")]
    [InlineData(true, false, false, "running/restored")]
    [InlineData(false, null, true, "paused/user")]
    public async Task It_comes_back_paused_as_it_was_or_as_the_calls_say(bool isPaused, bool? savePaused, bool startPaused, string back)
    {
        var self = await SaveAsync(isPaused, savePaused);
        Host.Run(_bench.Host.Domains.CreateAsync(new() { Self = self, Paused = startPaused }, Host.Call));
        Assert.Equal($"persistent {back} id 2", await _bench.DescribeAsync(self));
    }

    [Fact]
    public async Task A_start_that_resets_boots_and_the_save_is_lost()
    {
        var self = await SaveAsync();
        Host.Run(_bench.Host.Domains.CreateAsync(new() { Self = self, ForceBoot = true }, Host.Call));
        Assert.Equal("persistent running/booted id 2", await _bench.DescribeAsync(self));
    }

    [Fact]
    public async Task One_that_was_removed_is_gone_and_to_remove_none_is_no_error()
    {
        var self = await SaveAsync();
        for (var i = 0; i < 2; i++)
        {
            Host.Run(_bench.Host.Domains.RemoveManagedSaveAsync(self, Host.Call));
            Assert.Equal("persistent shutoff/saved", await _bench.DescribeAsync(self));
        }

        Create(self);
        Assert.Equal("persistent running/booted id 2", await _bench.DescribeAsync(self));
    }

    [Fact]
    public async Task A_domain_that_has_one_is_neither_renamed_nor_undefined_unless_the_call_says_so()
    {
        var self = await SaveAsync();
        Assert.Throws<DomainManagedSaveExistsException>(() => Host.Run(_bench.Host.Domains.UndefineAsync(new() { Self = self }, Host.Call)));
        Assert.Throws<DomainManagedSaveExistsException>(() => { Host.Run(_bench.Host.Domains.RenameAsync(new() { Self = self, Name = "h" }, Host.Call)); });
        Assert.Equal("persistent shutoff/saved saved", await _bench.DescribeAsync(self));
        Host.Run(_bench.Host.Domains.UndefineAsync(new() { Self = self, ManagedSave = true }, Host.Call));
        Assert.Equal("gone", await _bench.DescribeAsync(self));
        Host.Run(_bench.Host.Domains.DefineAsync(new() { Xml = Host.Xml("g", self.Uuid) }, Host.Call));
        Assert.Equal("persistent shutoff/unknown", await _bench.DescribeAsync(self));
    }

    [Fact]
    public void A_guest_that_is_transient_or_not_active_has_none()
    {
        var transient = _bench.Start("t", persistent: false);
        Assert.Throws<DomainNotPersistentException>(() => { Save(transient); });
        var self = _bench.Start("g");
        Host.Run(_bench.Host.Domains.DestroyAsync(new() { Self = self }, Host.Call));
        Assert.Throws<DomainNotRunningException>(() => { Save(self); });
        Assert.Equal("none", _bench.JobOf(self));
    }

    [Fact]
    public async Task It_outlives_the_server_and_so_does_what_was_saved_under_a_path()
    {
        var keeper = new MemoryKeeper();
        var first = new JobBench(keeper);
        var (kept, saved) = (first.Start("kept"), first.Start("saved"));
        await first.Begin(first.Host.Domains.ManagedSaveAsync(new() { Self = kept }, Host.Call)).Done;
        await first.Begin(first.Host.Domains.SaveAsync(new() { Self = saved, Path = "/s" }, Host.Call)).Done;

        var second = new JobBench(keeper.AfterACrash());
        Assert.Equal("persistent shutoff/unknown saved", await second.DescribeAsync(kept));
        Host.Run(second.Host.Domains.CreateAsync(new() { Self = kept }, Host.Call));
        Assert.Equal("persistent running/restored id 1", await second.DescribeAsync(kept));
        await second.Begin(second.Host.Domains.RestoreAsync(new() { Path = "/s" }, Host.Call)).Done;
        Assert.Equal("persistent running/restored id 2", await second.DescribeAsync(saved));
    }

    private async Task<DomainRef> SaveAsync(bool paused = false, bool? savePaused = null)
    {
        var self = _bench.Start("g", paused: paused);
        Assert.Null((await Save(self, savePaused).ResultAsync<DomainSavedState>()).Path);
        return self;
    }

    private RunningJob Save(DomainRef self, bool? paused = null) =>
        _bench.Begin(_bench.Host.Domains.ManagedSaveAsync(new() { Self = self, Paused = paused }, Host.Call));

    private void Create(DomainRef self) => Host.Run(_bench.Host.Domains.CreateAsync(new() { Self = self }, Host.Call));
}
