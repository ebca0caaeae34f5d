using Virtwire.Sdk.Server.Drivers.Test.Moments;
using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>Copying the disks of a running guest.</summary>
public sealed class BackupTests
{
    private const string Disks = """
        <devices><disk type='file'><source file='/a'/><target dev='vda'/></disk><disk type='file'><source file='/b'/><target dev='vdb'/></disk>
        <disk type='file' device='cdrom'><target dev='hda'/></disk></devices>
        """;

    private readonly JobBench _bench = new(time: new Rpc.Support.ManualTime());
    private readonly DomainRef _self;

    public BackupTests() => _self = _bench.Start("g", more: Disks);

    [Theory]
    [InlineData(null, "vda:/a.0 vdb:/b.0")]
    [InlineData("<domainbackup/>", "vda:/a.0 vdb:/b.0")]
    [InlineData("<domainbackup mode='push'><disks><disk name='vdb'><target file='/x'/></disk></disks></domainbackup>", "vdb:/x")]
    [InlineData("<domainbackup><disks><disk name='vda' backup='no'/><disk name='/b'/></disks></domainbackup>", "vdb:/b.0")]
    public async Task The_disks_that_the_document_names_are_copied(string? xml, string copies)
    {
        var backup = await Begin(xml).ResultAsync<DomainBackup>();
        Assert.Equal(copies, string.Join(' ', backup.Disks.Select(d => $"{d.Disk}:{d.Path}")));
        Assert.All(backup.Disks, d => Assert.NotNull(_bench.Host.Files.Find(d.Path)));
        Assert.Equal("backup completed t-1", _bench.JobOf(_self, completed: true));
        Assert.Equal("persistent running/booted id 1", await _bench.DescribeAsync(_self));
    }

    [Theory]
    [InlineData("<domainbackup mode='pull'/>", typeof(ArgumentUnsupportedException))]
    [InlineData("<domainbackup><disks><disk name='vdx'/></disks></domainbackup>", typeof(NoDeviceException))]
    [InlineData("<domainbackup><disks><disk name='hda'/></disks></domainbackup>", typeof(InvalidArgumentException))]
    [InlineData("<domainbackup><disks/></domainbackup>", typeof(InvalidArgumentException))]
    [InlineData("<domainbackup><disks><disk name='vda'><target file='/x'/></disk><disk name='vdb'><target file='/x'/></disk></disks></domainbackup>", typeof(InvalidArgumentException))]
    public void A_backup_that_cannot_be_is_refused(string xml, Type error)
    {
        Assert.Equal(error, Record.Exception(() => Begin(xml))!.GetType());
        Assert.Equal("none", _bench.JobOf(_self));
    }

    [Theory]
    [InlineData("<backup/>", 1, 1)]
    [InlineData("<domainbackup mode='drag'/>", 1, 1)]
    [InlineData("<domainbackup>\n  <incremental>monday</incremental></domainbackup>", 2, 3)]
    [InlineData("<domainbackup><disks>\n<disk/></disks></domainbackup>", 2, 1)]
    [InlineData("<domainbackup><disks>\n<disk name='vda'><target file='x'/></disk></disks></domainbackup>", 2, 18)]
    [InlineData("<domainbackup>", 1, 15)]
    public void A_document_that_is_none_of_a_backup_is_refused_with_its_place(string xml, int line, int column)
    {
        var fault = Assert.Throws<XmlInvalidException>(() => { Begin(xml); });
        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task Since_a_checkpoint_only_what_was_written_is_copied_of_disks_that_keep_book()
    {
        var checkpoints = new TestCheckpointDriver(_bench.Host.Store);
        var only = "<domaincheckpoint><name>monday</name><disks><disk name='vda'/></disks></domaincheckpoint>";
        Host.Run(checkpoints.CreateAsync(new() { Domain = _self, Xml = only }, Host.Call));
        var whole = (await Begin("<domainbackup><disks><disk name='vda'/></disks></domainbackup>").ResultAsync<DomainBackup>()).Disks.Single().Size;
        var since = "<domainbackup><incremental>monday</incremental><disks><disk name='{0}'><target file='/since'/></disk></disks></domainbackup>";
        var copy = (await Begin(since.Replace("{0}", "vda", StringComparison.Ordinal)).ResultAsync<DomainBackup>()).Disks.Single();
        Assert.InRange(copy.Size, 1, whole - 1);
        Assert.Throws<InvalidArgumentException>(() => { Begin(since.Replace("{0}", "vdb", StringComparison.Ordinal)); });
    }

    [Fact]
    public async Task The_guest_is_changed_meanwhile_and_no_other_work_begins()
    {
        var held = _bench.Points.Hold("Domain.beginBackup:copy");
        var job = Begin(null);
        await held;
        Host.Run(_bench.Host.Domains.SetMemoryAsync(new() { Self = _self, Memory = 2048 }, Host.Call));
        Host.Run(_bench.Host.Domains.SuspendAsync(_self, Host.Call));
        Host.Run(_bench.Host.Domains.ResumeAsync(_self, Host.Call));
        Assert.Throws<OperationInProgressException>(() => { Begin(null); });
        Assert.Throws<OperationInProgressException>(() => { Host.Run(_bench.Host.Domains.ManagedSaveAsync(new() { Self = _self }, Host.Call)); });
        Assert.Throws<OperationInProgressException>(() => { Host.Run(_bench.Host.Domains.BlockPullAsync(new() { Self = _self, Disk = "vda" }, Host.Call)); });
        _bench.Points.Release("Domain.beginBackup:copy");
        await job.Done;
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("copy")]
    [InlineData("finish")]
    public async Task One_that_is_cancelled_or_fails_leaves_no_copies(string phase)
    {
        foreach (var fails in new[] { true, false })
        {
            var point = "Domain.beginBackup:" + phase;
            var held = _bench.Points.Hold(point);
            var job = Begin(null);
            await held;
            if (fails)
                _bench.Points.Fail(point, new InvalidArgumentException("No space.", new InvalidArgumentDetails { Parameter = "xml" }));
            else
                await job.CancelAsync();
            await job.FailureAsync();
            Assert.Null(_bench.Host.Files.Find("/a.0"));
            Assert.Equal("none", _bench.JobOf(_self));
        }
    }

    [Fact]
    public async Task Copies_to_what_is_there_already_must_be_meant()
    {
        await Begin(null).Done;
        Assert.Throws<HostFileExistsException>(() => { Begin(null); });
        await Begin(null, reuse: true).Done;
    }

    private RunningJob Begin(string? xml, bool reuse = false) =>
        _bench.Begin(_bench.Host.Domains.BeginBackupAsync(new() { Self = _self, Xml = xml, ReuseExternal = reuse }, Host.Call));
}
