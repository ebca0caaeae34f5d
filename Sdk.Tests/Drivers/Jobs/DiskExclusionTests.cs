using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Moments;
using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Virtwire.Sdk.Wire;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>What is refused of a disk while work on it is under way, as libvirt's QEMU driver has it, and what is served.</summary>
public sealed class DiskExclusionTests
{
    private const string Disks = """
        <devices><disk type='file'><source file='/a'/><target dev='vda'/></disk><disk type='file'><source file='/b'/><target dev='vdb'/></disk>
        <disk type='file' device='cdrom'><source file='/iso'/><target dev='hda'/></disk></devices>
        """;

    private readonly JobBench _bench = new();
    private readonly TestSnapshotDriver _snapshots;
    private readonly TestCheckpointDriver _checkpoints;
    private readonly DomainRef _self;

    public DiskExclusionTests()
    {
        _self = _bench.Start("g", more: Disks);
        _snapshots = new TestSnapshotDriver(_bench.Host.Store);
        _checkpoints = new TestCheckpointDriver(_bench.Host.Store);
    }

    [Fact]
    public async Task A_disk_under_work_stays_as_it_is_and_so_does_what_a_snapshot_would_hold()
    {
        var job = await HoldAsync("Domain.blockCopy:copy", CopyAsync("vda"));
        foreach (var change in new Action[] { () => Detach("vda"), () => Resize("vda"), () => Snap("s") })
            Assert.Equal("Domain.blockCopy", Assert.Throws<OperationInProgressException>(change).Operation);
        Detach("vda", DomainAffect.Config);
        Resize("vdb");
        Detach("vdb");
        Check("c");
        _bench.Points.Release("Domain.blockCopy:copy");
        await job.Done;
        Detach("vda");
    }

    [Fact]
    public async Task A_medium_under_work_is_not_changed()
    {
        var job = await HoldAsync("Domain.blockCopy:copy", CopyAsync("hda"));
        Assert.Throws<OperationInProgressException>(() => Insert("/other"));
        _bench.Points.Release("Domain.blockCopy:copy");
        await job.Done;
        Insert("/other");
    }

    [Fact]
    public async Task A_guest_whose_disks_are_copied_neither_loses_them_nor_goes_back()
    {
        Snap("s");
        var backup = _bench.Host.Domains.BeginBackupAsync(new() { Self = _self, Xml = "<domainbackup><disks><disk name='vda'/></disks></domainbackup>" }, Host.Call);
        var job = await HoldAsync("Domain.beginBackup:copy", backup);
        var revert = () => Host.Run(_snapshots.RevertAsync(new() { Self = new() { Domain = _self, Name = "s" } }, Host.Call));
        var delete = () => Host.Run(_snapshots.DeleteAsync(new() { Self = new() { Domain = _self, Name = "s" } }, Host.Call));
        foreach (var change in new Action[] { () => Detach("vda"), () => Resize("vda"), () => Snap("t"), revert, delete })
            Assert.Equal("Domain.beginBackup", Assert.Throws<OperationInProgressException>(change).Operation);
        Detach("vdb");
        _bench.Points.Release("Domain.beginBackup:copy");
        await job.Done;
        revert();
        delete();
    }

    [Fact]
    public async Task No_two_works_make_the_same_file()
    {
        var other = _bench.Start("h", more: Disks);
        var xml = "<domainbackup><disks><disk name='vda'><target file='/new'/></disk></disks></domainbackup>";
        var job = await HoldAsync("Domain.blockCopy:begin", CopyAsync("vda"));
        Assert.Throws<HostFileExistsException>(() => { Host.Run(_bench.Host.Domains.BeginBackupAsync(new() { Self = other, Xml = xml }, Host.Call)); });
        await job.CancelAsync();
        await job.FailureAsync();
        Assert.Null(_bench.Host.Files.Find("/new"));
        Host.Run(_bench.Host.Domains.BeginBackupAsync(new() { Self = other, Xml = xml }, Host.Call)).Abandon();
        Assert.Null(_bench.Host.Files.Find("/new"));
    }

    private async Task<RunningJob> HoldAsync<TResult>(string point, ValueTask<TaskWork<DomainJobProgress, TResult>> call)
        where TResult : IWireType<TResult>
    {
        var held = _bench.Points.Hold(point);
        var job = _bench.Begin(call);
        await held;
        return job;
    }

    private ValueTask<TaskWork<DomainJobProgress, DomainBlockJobResult>> CopyAsync(string disk) =>
        _bench.Host.Domains.BlockCopyAsync(new() { Self = _self, Disk = disk, Path = "/new", Finish = true }, Host.Call);

    private void Detach(string target, DomainAffect? affect = null) => Host.Run(_bench.Host.Domains.DetachDeviceAsync(
        new() { Self = _self, Xml = $"<disk><target dev='{target}'/></disk>", Affect = affect }, Host.Call));

    private void Insert(string path) => Host.Run(_bench.Host.Domains.UpdateDeviceAsync(
        new() { Self = _self, Xml = $"<disk type='file' device='cdrom'><source file='{path}'/><target dev='hda'/></disk>" }, Host.Call));

    private void Resize(string disk) => Host.Run(_bench.Host.Domains.ResizeBlockAsync(new() { Self = _self, Disk = disk, Capacity = 1 << 20 }, Host.Call));

    private void Snap(string name) => Host.Run(_snapshots.CreateAsync(new() { Domain = _self, Name = name }, Host.Call));

    private void Check(string name) => Host.Run(_checkpoints.CreateAsync(new() { Domain = _self, Name = name }, Host.Call));
}
