using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>What a domain refuses, and what it serves, while long work on it is under way.</summary>
public sealed class JobExclusionTests
{
    private readonly JobBench _bench = new();

    public static TheoryData<string> Changes { get; } =
    [
        "create", "shutdown", "reboot", "reset", "suspend", "resume", "undefine", "rename", "setAutostart", "setMaxMemory", "setMemory", "setVcpus",
        "define", "createXml", "save", "managedSave", "dumpCore", "removeManagedSave",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_is_refused_and_says_what_is_in_its_way(string change)
    {
        var self = _bench.Start("g");
        var job = await HoldAsync(self);
        _bench.Events();
        var refusal = Assert.Throws<OperationInProgressException>(() => Make(change, self));
        Assert.Equal(("Domain.save", "t-1"), (refusal.Operation, refusal.Task));
        Assert.Equal("g", refusal.Subject!.Value.GetProperty("name").GetString());
        Assert.Empty(_bench.Events());

        _bench.Points.Release("Domain.save:write");
        await job.Done;
        Assert.Equal("persistent shutoff/saved", await _bench.DescribeAsync(self));
    }

    [Fact]
    public async Task Reading_goes_on_and_so_does_the_work_on_other_domains()
    {
        var (self, other) = (_bench.Start("g"), _bench.Start("other"));
        var job = await HoldAsync(self);
        Assert.Equal("persistent paused/save id 1", await _bench.DescribeAsync(self));
        Assert.Contains("<name>g</name>", Host.Run(_bench.Host.Domains.GetXmlAsync(new() { Self = self }, Host.Call)), StringComparison.Ordinal);
        await _bench.Begin(_bench.Host.Domains.ManagedSaveAsync(new() { Self = other }, Host.Call)).Done;
        Host.Run(_bench.Host.Domains.UndefineAsync(new() { Self = other, ManagedSave = true }, Host.Call));
        Assert.Equal("save active t-1", _bench.JobOf(self));
        _bench.Points.Release("Domain.save:write");
        await job.Done;
        Assert.Equal("none", _bench.JobOf(self));
        Assert.Equal("save completed t-1", _bench.JobOf(self, completed: true));
    }

    [Fact]
    public async Task Work_that_the_server_does_not_begin_leaves_the_domain_free()
    {
        var self = _bench.Start("g");
        var work = Host.Run(_bench.Host.Domains.SaveAsync(new() { Self = self, Path = "/p" }, Host.Call));
        Assert.Throws<OperationInProgressException>(() => Make("setMemory", self));
        work.Abandon();
        Make("setMemory", self);
        Assert.Equal("persistent running/booted id 1", await _bench.DescribeAsync(self));

        await _bench.Begin(_bench.Host.Domains.SaveAsync(new() { Self = self, Path = "/p" }, Host.Call)).Done;
        Host.Run(_bench.Host.Domains.RestoreAsync(new() { Path = "/p" }, Host.Call)).Abandon();
        Assert.Equal("persistent shutoff/failed", await _bench.DescribeAsync(self));
    }

    [Theory]
    [InlineData(false, false, false, "running/unpaused", "stateChanged g dump paused,stateChanged g unpaused running")]
    [InlineData(true, false, false, "running/booted", "")]
    [InlineData(false, true, false, "shutoff/crashed", "stateChanged g dump paused,stateChanged g crashed shutoff")]
    [InlineData(false, false, true, "running/unpaused", "stateChanged g dump paused,rebooted g,stateChanged g unpaused running")]
    public async Task A_dump_ends_as_the_call_says(bool live, bool crash, bool reset, string after, string told)
    {
        var self = _bench.Start("g");
        var request = new DomainDumpCoreRequest { Self = self, Path = "/core", Live = live, Crash = crash, Reset = reset, MemoryOnly = true };
        var dump = await _bench.Begin(_bench.Host.Domains.DumpCoreAsync(request, Host.Call)).ResultAsync<DomainDump>();
        Assert.Equal(("/core", 64L << 20), (dump.Path, dump.Size));
        Assert.StartsWith("persistent " + after, await _bench.DescribeAsync(self), StringComparison.Ordinal);
        Assert.Equal(told, string.Join(',', _bench.Events().Where(static t => !t.StartsWith("jobChanged", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    public void A_dump_that_contradicts_itself_is_refused(bool live, bool crash, bool reset)
    {
        var self = _bench.Start("g");
        var request = new DomainDumpCoreRequest { Self = self, Path = "/core", Live = live, Crash = crash, Reset = reset };
        Assert.Throws<InvalidArgumentException>(() => { Host.Run(_bench.Host.Domains.DumpCoreAsync(request, Host.Call)); });
        Assert.Equal("none", _bench.JobOf(self));
    }

    private async Task<RunningJob> HoldAsync(DomainRef self)
    {
        var held = _bench.Points.Hold("Domain.save:write");
        var job = _bench.Begin(_bench.Host.Domains.SaveAsync(new() { Self = self, Path = "/p" }, Host.Call));
        await held;
        return job;
    }

    private void Make(string change, DomainRef self)
    {
        var domains = _bench.Host.Domains;
        Action make = change switch
        {
            "create" => () => Host.Run(domains.CreateAsync(new() { Self = self }, Host.Call)),
            "shutdown" => () => Host.Run(domains.ShutdownAsync(new() { Self = self }, Host.Call)),
            "reboot" => () => Host.Run(domains.RebootAsync(new() { Self = self }, Host.Call)),
            "reset" => () => Host.Run(domains.ResetAsync(self, Host.Call)),
            "suspend" => () => Host.Run(domains.SuspendAsync(self, Host.Call)),
            "resume" => () => Host.Run(domains.ResumeAsync(self, Host.Call)),
            "undefine" => () => Host.Run(domains.UndefineAsync(new() { Self = self }, Host.Call)),
            "rename" => () => Host.Run(domains.RenameAsync(new() { Self = self, Name = "h" }, Host.Call)),
            "setAutostart" => () => Host.Run(domains.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call)),
            "setMaxMemory" => () => Host.Run(domains.SetMaxMemoryAsync(new() { Self = self, MaxMemory = 4096 }, Host.Call)),
            "setMemory" => () => Host.Run(domains.SetMemoryAsync(new() { Self = self, Memory = 4096 }, Host.Call)),
            "setVcpus" => () => Host.Run(domains.SetVcpusAsync(new() { Self = self, Vcpus = 1 }, Host.Call)),
            "define" => () => Host.Run(domains.DefineAsync(new() { Xml = Host.Xml("g", self.Uuid) }, Host.Call)),
            "createXml" => () => Host.Run(domains.CreateXmlAsync(new() { Xml = Host.Xml("g", self.Uuid) }, Host.Call)),
            "save" => () => Host.Run(domains.SaveAsync(new() { Self = self, Path = "/q" }, Host.Call)),
            "managedSave" => () => Host.Run(domains.ManagedSaveAsync(new() { Self = self }, Host.Call)),
            "dumpCore" => () => Host.Run(domains.DumpCoreAsync(new() { Self = self, Path = "/q" }, Host.Call)),
            _ => () => Host.Run(domains.RemoveManagedSaveAsync(self, Host.Call)),
        };
        make();
    }
}
