using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Tests.Drivers.Jobs.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>Work on the disks of a running guest: what becomes of their images, and what is served meanwhile.</summary>
public sealed class BlockJobTests
{
    private const string Disks = """
        <devices>
        <disk type='file'><driver type='qcow2'/><source file='/top'/><backingStore type='file'><format type='qcow2'/><source file='/mid'/><backingStore type='file'><format type='raw'/><source file='/base'/></backingStore></backingStore><target dev='vda'/></disk>
        <disk type='block'><source dev='/dev/other'/><target dev='vdb'/></disk>
        <disk type='file' device='cdrom'><target dev='hda'/></disk>
        </devices>
        """;

    private readonly JobBench _bench = new();
    private readonly DomainRef _self;

    public BlockJobTests() => _self = _bench.Start("g", more: Disks);

    [Theory]
    [InlineData("vda", null, "/top")]
    [InlineData("/top", "/base", "/top /base")]
    [InlineData("vda", "/mid", "/top /mid /base")]
    [InlineData("vdb", null, "/dev/other")]
    public async Task A_pull_leaves_the_disk_resting_on_the_base_alone(string disk, string? below, string images)
    {
        var result = await Pull(disk, below).ResultAsync<DomainBlockJobResult>();
        Assert.False(result.Pivoted);
        Assert.Equal(images, Images(result.Disk));
        Assert.Equal(images, Images(result.Disk, inactive: true));
    }

    [Fact]
    public async Task A_copy_becomes_ready_and_goes_on_with_the_new_image_when_told_to()
    {
        var (job, ready) = await CopyToReadyAsync();
        Assert.Contains("<mirror type=\"file\" file=\"/new\" job=\"copy\" ready=\"yes\"", ready, StringComparison.Ordinal);
        await _bench.Host.Domains.AbortJobAsync(new() { Self = _self, Disk = "vda", Pivot = true }, Host.Call);
        var result = await job.ResultAsync<DomainBlockJobResult>();
        Assert.Equal(("vda", "/new", true), (result.Disk, result.Source, result.Pivoted));
        Assert.Equal(("/new", "/new"), (Images("vda"), Images("vda", inactive: true)));
        Assert.DoesNotContain("mirror", Xml(), StringComparison.Ordinal);
        Assert.Equal(
            ["jobChanged g blockCopy active t-1 vda", "jobChanged g blockCopy ready t-1 vda", "defined g updated", "jobChanged g blockCopy completed t-1 vda"],
            Told());
    }

    [Fact]
    public async Task A_copy_that_is_ended_without_a_pivot_is_a_copy()
    {
        var (job, _) = await CopyToReadyAsync();
        await _bench.Host.Domains.AbortJobAsync(new() { Self = _self, Disk = "vda" }, Host.Call);
        Assert.False((await job.ResultAsync<DomainBlockJobResult>()).Pivoted);
        Assert.Equal("/top /mid /base", Images("vda"));
        Assert.DoesNotContain("mirror", Xml(), StringComparison.Ordinal);
        Assert.NotNull(_bench.Host.Files.Find("/new"));
    }

    [Theory]
    [InlineData(true, false, false, "/new")]
    [InlineData(true, false, true, "/new /mid /base")]
    [InlineData(false, true, false, "/top /mid /base")]
    public async Task A_copy_ends_by_itself_where_the_call_says_how(bool pivot, bool finish, bool shallow, string images)
    {
        await Copy(pivot, finish, shallow).Done;
        Assert.Equal(images, Images("vda"));
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("copy")]
    [InlineData("ready")]
    [InlineData("pivot")]
    public async Task A_copy_that_is_cancelled_or_fails_leaves_nothing_of_the_new_image(string phase)
    {
        foreach (var fails in new[] { true, false })
        {
            var point = "Domain.blockCopy:" + phase;
            var held = _bench.Points.Hold(point);
            var job = Copy(pivot: true);
            await held;
            if (fails)
                _bench.Points.Fail(point, new InvalidArgumentException("No space.", new InvalidArgumentDetails { Parameter = "path" }));
            else
                await job.CancelAsync();
            await job.FailureAsync();
            Assert.Null(_bench.Host.Files.Find("/new"));
            Assert.Equal("/top /mid /base", Images("vda"));
            Assert.DoesNotContain("mirror", Xml(), StringComparison.Ordinal);
            Assert.Equal("none", JobOf("vda"));
        }
    }

    [Theory]
    [InlineData(null, null, true, "/base")]
    [InlineData(null, "/mid", true, "/mid /base")]
    [InlineData("/mid", "/base", false, "/top /base")]
    [InlineData("/mid", null, false, "/top /base")]
    public async Task A_commit_leaves_out_the_images_that_were_written_below(string? top, string? below, bool active, string images)
    {
        var request = new DomainBlockCommitRequest { Self = _self, Disk = "vda", TopImage = top, BaseImage = below, Active = active, Pivot = active };
        var result = await _bench.Begin(_bench.Host.Domains.BlockCommitAsync(request, Host.Call)).ResultAsync<DomainBlockJobResult>();
        Assert.Equal((images.Split(' ')[0], active), (result.Source, result.Pivoted));
        Assert.Equal((images, images), (Images("vda"), Images("vda", inactive: true)));
    }

    [Fact]
    public async Task A_commit_of_the_active_image_waits_to_be_ended()
    {
        var ready = _bench.Points.Hold("Domain.blockCommit:ready");
        var job = _bench.Begin(_bench.Host.Domains.BlockCommitAsync(new() { Self = _self, Disk = "vda", Active = true }, Host.Call));
        await ready;
        Assert.Throws<BlockJobNotReadyException>(() => Abort(pivot: true));
        _bench.Points.Release("Domain.blockCommit:ready");
        while (JobOf("vda") != "blockCommit ready")
            await Task.Yield();
        await _bench.Host.Domains.AbortJobAsync(new() { Self = _self, Disk = "vda", Pivot = true }, Host.Call);
        await job.Done;
        Assert.Equal("/base", Images("vda"));
    }

    [Theory]
    [InlineData(null, null, false, false, "active")]
    [InlineData("/mid", null, true, false, "active")]
    [InlineData("/base", null, false, false, "topImage")]
    [InlineData("/none", null, false, false, "topImage")]
    [InlineData("/mid", "/top", false, false, "baseImage")]
    [InlineData("/mid", null, false, true, "pivot")]
    public void A_commit_of_images_that_do_not_lie_so_is_refused(string? top, string? below, bool active, bool pivot, string parameter)
    {
        var request = new DomainBlockCommitRequest { Self = _self, Disk = "vda", TopImage = top, BaseImage = below, Active = active, Pivot = pivot };
        Assert.Equal(parameter, Assert.Throws<InvalidArgumentException>(() => { Host.Run(_bench.Host.Domains.BlockCommitAsync(request, Host.Call)); }).Parameter);
        Assert.Equal("none", JobOf("vda"));
    }

    [Fact]
    public void Work_on_what_is_no_disk_with_images_is_refused()
    {
        Assert.Equal("vdx", Assert.Throws<NoDeviceException>(() => { Pull("vdx"); }).Device);
        Assert.Throws<InvalidArgumentException>(() => { Pull("hda"); });
        Assert.Equal("baseImage", Assert.Throws<InvalidArgumentException>(() => { Pull("vda", "/top"); }).Parameter);
        Assert.Throws<InvalidArgumentException>(() => { Copy(pivot: true, finish: true); });
        Assert.Throws<NoDomainJobException>(() => Abort(pivot: false));
        Host.Run(_bench.Host.Domains.DestroyAsync(new() { Self = _self }, Host.Call));
        Assert.Throws<DomainNotRunningException>(() => { Pull("vda"); });
    }

    [Fact]
    public async Task A_copy_to_what_is_there_already_must_be_meant()
    {
        await Copy(finish: true).Done;
        Assert.Equal("/new", Assert.Throws<HostFileExistsException>(() => { Copy(finish: true); }).Path);
        await _bench.Begin(_bench.Host.Domains.BlockCopyAsync(
            new() { Self = _self, Disk = "vda", Path = "/new", ReuseExternal = true, Pivot = true }, Host.Call)).Done;
        Assert.Equal("/new", Images("vda"));
    }

    [Fact]
    public async Task Other_calls_and_other_disks_are_served_meanwhile()
    {
        var held = _bench.Points.Hold("Domain.blockPull:pull");
        var job = Pull("vda");
        await held;
        Host.Run(_bench.Host.Domains.SetMemoryAsync(new() { Self = _self, Memory = 2048 }, Host.Call));
        Host.Run(_bench.Host.Domains.SuspendAsync(_self, Host.Call));
        Host.Run(_bench.Host.Domains.ResumeAsync(_self, Host.Call));
        Assert.Equal(("Domain.blockPull", "t-1"), Refused(() => Pull("/top")));
        Assert.Equal(("Domain.blockPull", "t-1"), Refused(() => _bench.Begin(_bench.Host.Domains.ManagedSaveAsync(new() { Self = _self }, Host.Call))));
        await _bench.Begin(_bench.Host.Domains.BlockCopyAsync(new() { Self = _self, Disk = "vdb", Path = "/b", Finish = true }, Host.Call)).Done;
        Assert.Equal("blockPull active", JobOf("vda"));
        Assert.Equal("none", _bench.JobOf(_self));
        _bench.Points.Release("Domain.blockPull:pull");
        await job.Done;
    }

    [Fact]
    public async Task A_guest_that_is_destroyed_takes_the_work_with_it()
    {
        var held = _bench.Points.Hold("Domain.blockCopy:copy");
        var job = Copy(pivot: true);
        await held;
        Host.Run(_bench.Host.Domains.DestroyAsync(new() { Self = _self }, Host.Call));
        Assert.IsType<DomainJobFailedException>(await job.FailureAsync());
        Assert.Null(_bench.Host.Files.Find("/new"));
        Assert.Equal("/top /mid /base", Images("vda"));
    }

    private async Task<(RunningJob Job, string Ready)> CopyToReadyAsync()
    {
        var job = Copy();
        while (JobOf("vda") != "blockCopy ready")
            await Task.Yield();
        return (job, Xml());
    }

    private RunningJob Copy(bool pivot = false, bool finish = false, bool shallow = false) => _bench.Begin(_bench.Host.Domains.BlockCopyAsync(
        new() { Self = _self, Disk = "vda", Path = "/new", Pivot = pivot, Finish = finish, Shallow = shallow }, Host.Call));

    private RunningJob Pull(string disk, string? below = null) =>
        _bench.Begin(_bench.Host.Domains.BlockPullAsync(new() { Self = _self, Disk = disk, BaseImage = below }, Host.Call));

    private void Abort(bool pivot) => Host.Run(_bench.Host.Domains.AbortJobAsync(new() { Self = _self, Disk = "vda", Pivot = pivot }, Host.Call));

    private string JobOf(string disk)
    {
        var info = Host.Run(_bench.Host.Domains.GetJobInfoAsync(new() { Self = _self, Disk = disk }, Host.Call));
        return info.State == DomainJobState.None ? "none" : $"{info.Operation} {info.State}";
    }

    private static (string? Operation, string? Task) Refused(Action call)
    {
        var refusal = Assert.Throws<OperationInProgressException>(call);
        return (refusal.Operation, refusal.Task);
    }

    private string Xml(bool inactive = false) => Host.Run(_bench.Host.Domains.GetXmlAsync(new() { Self = _self, Inactive = inactive }, Host.Call));

    private string Images(string disk, bool inactive = false)
    {
        var definition = DomainDefinitionReader.Read(Xml(inactive), Guid.NewGuid);
        return string.Join(' ', LayeredDisk.Of(definition).Single(d => d.Target == disk).Images);
    }

    // The values come in the order of the wire, the disk first.
    private IEnumerable<string> Told() => _bench.Events().Select(t => t.StartsWith("jobChanged g vda ", StringComparison.Ordinal) ? "jobChanged g " + t["jobChanged g vda ".Length..] + " vda" : t);
}
