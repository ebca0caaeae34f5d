using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>Saving a guest under a path, and bringing it back.</summary>
public sealed class SaveTests
{
    private const string Path = "/saves/g";

    private readonly JobBench _bench = new();

    [Theory]
    [InlineData(true, "persistent shutoff/saved")]
    [InlineData(false, "gone")]
    public async Task A_guest_ends_with_its_save_and_comes_back_as_it_was(bool persistent, string meanwhile)
    {
        var self = _bench.Start("g", persistent);
        var saved = await Save(self).ResultAsync<DomainSavedState>();
        Assert.Equal((Path, 64L << 20), (saved.Path, saved.Size));
        Assert.Equal(meanwhile, await _bench.DescribeAsync(self));
        Assert.Equal(
            ["jobChanged g save active t-1", "stateChanged g save paused", "stateChanged g saved shutoff", "jobChanged g save completed t-1"],
            _bench.Events());

        var restored = await Restore().ResultAsync<DomainRestored>();
        Assert.Equal((self, DomainState.Running), (restored.Domain, restored.State));
        Assert.Equal($"{(persistent ? "persistent" : "transient")} running/restored id 2", await _bench.DescribeAsync(self));
        Assert.Equal(
            [
                "stateChanged g startingUp paused", "jobChanged g restore active t-2", "stateChanged g restored running",
                "jobChanged g restore completed t-2",
            ],
            _bench.Events());
    }

    [Theory]
    [InlineData(false, null, null, "running/restored")]
    [InlineData(true, null, null, "paused/user")]
    [InlineData(false, true, null, "paused/user")]
    [InlineData(true, false, null, "running/restored")]
    [InlineData(false, true, false, "running/restored")]
    [InlineData(true, null, true, "paused/user")]
    public async Task It_comes_back_paused_as_it_was_or_as_the_calls_say(bool isPaused, bool? savePaused, bool? restorePaused, string back)
    {
        var self = _bench.Start("g", paused: isPaused);
        await _bench.Begin(_bench.Host.Domains.SaveAsync(new() { Self = self, Path = Path, Paused = savePaused }, Host.Call)).Done;
        await _bench.Begin(_bench.Host.Domains.RestoreAsync(new() { Path = Path, Paused = restorePaused }, Host.Call)).Done;
        Assert.Equal($"persistent {back} id 2", await _bench.DescribeAsync(self));
    }

    [Fact]
    public async Task It_comes_back_with_what_it_ran_with_and_with_its_processor_time()
    {
        var self = _bench.Start("g");
        Host.Run(_bench.Host.Domains.SetMemoryAsync(new() { Self = self, Memory = 1024 }, Host.Call));
        var before = Host.Run(_bench.Host.Domains.GetInfoAsync(self, Host.Call)).CpuTime;
        await Save(self).Done;
        await Restore().Done;
        var after = Host.Run(_bench.Host.Domains.GetInfoAsync(self, Host.Call));
        Assert.Equal(1024, after.Memory);
        Assert.InRange(after.CpuTime, before + 1, before + 200_000_000);
    }

    [Fact]
    public async Task What_was_saved_stays_for_another_time_and_is_replaced_by_the_next_save()
    {
        var self = _bench.Start("g", persistent: false);
        await Save(self).Done;
        for (var i = 0; i < 2; i++)
        {
            await Restore().Done;
            Host.Run(_bench.Host.Domains.DestroyAsync(new() { Self = self }, Host.Call));
        }

        var other = _bench.Start("other");
        await Save(other).Done;
        Assert.Equal(other, (await Restore().ResultAsync<DomainRestored>()).Domain);
    }

    [Fact]
    public async Task A_document_given_with_a_call_holds_in_place_of_its_own()
    {
        var self = _bench.Start("g");
        await Save(self, xml: Host.Xml("g", self.Uuid, "<title>a</title>")).Done;
        await Restore().Done;
        Assert.Equal("a", Host.Run(_bench.Host.Domains.GetInfoAsync(self, Host.Call)).Title);
        Host.Run(_bench.Host.Domains.DestroyAsync(new() { Self = self }, Host.Call));
        await Restore(Host.Xml("g", self.Uuid, "<title>b</title>")).Done;
        Assert.Equal("b", Host.Run(_bench.Host.Domains.GetInfoAsync(self, Host.Call)).Title);
    }

    [Fact]
    public async Task A_save_that_cannot_be_is_refused_by_the_call()
    {
        var self = _bench.Start("g");
        var other = Host.Xml("other", Guid.NewGuid());
        Assert.Throws<InvalidArgumentException>(() => { Save(self, "relative"); });
        Assert.Equal("xml", Assert.Throws<InvalidArgumentException>(() => { Save(self, xml: other); }).Parameter);
        Assert.Throws<XmlInvalidException>(() => { Save(self, xml: "<x>"); });
        Assert.Throws<NoDomainException>(() => { Save(DomainRef.ByName("nobody")); });
        Assert.Equal("none", _bench.JobOf(self));
        Host.Run(_bench.Host.Domains.DestroyAsync(new() { Self = self }, Host.Call));
        Assert.Throws<DomainNotRunningException>(() => { Save(self); });
        Assert.Equal("persistent shutoff/destroyed", await _bench.DescribeAsync(self));
    }

    [Fact]
    public async Task A_restore_that_cannot_be_is_refused_by_the_call()
    {
        var self = _bench.Start("g");
        Assert.Equal(Path, Assert.Throws<NoSavedStateException>(() => { Restore(); }).Path);
        await _bench.Begin(_bench.Host.Domains.DumpCoreAsync(new() { Self = self, Path = Path }, Host.Call)).Done;
        Assert.Throws<NoSavedStateException>(() => { Restore(); });
        await Save(self).Done;
        Host.Run(_bench.Host.Domains.CreateAsync(new() { Self = self }, Host.Call));
        Assert.Throws<DomainAlreadyActiveException>(() => { Restore(); });
        Host.Run(_bench.Host.Domains.DestroyAsync(new() { Self = self }, Host.Call));
        Assert.Throws<InvalidArgumentException>(() => { Restore(Host.Xml("g", Guid.NewGuid())); });
        Host.Run(_bench.Host.Domains.UndefineAsync(new() { Self = self }, Host.Call));
        Host.Run(_bench.Host.Domains.DefineAsync(new() { Xml = Host.Xml("g", Guid.NewGuid()) }, Host.Call));
        Assert.Throws<DomainExistsException>(() => { Restore(); });
    }

    private RunningJob Save(DomainRef self, string path = Path, string? xml = null) =>
        _bench.Begin(_bench.Host.Domains.SaveAsync(new() { Self = self, Path = path, Xml = xml }, Host.Call));

    private RunningJob Restore(string? xml = null) => _bench.Begin(_bench.Host.Domains.RestoreAsync(new() { Path = Path, Xml = xml }, Host.Call));
}
