using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Moments;

/// <summary>Checkpoints: moments since which an active domain's disks keep book.</summary>
public sealed class CheckpointTests
{
    private readonly MomentHost _host = new();

    [Fact]
    public void Checkpoints_form_a_tree_and_delete_as_snapshots_do()
    {
        _host.Check("a");
        _host.Check("b");
        _host.Check("c");
        Assert.Equal("a(b(c*))", _host.CheckpointTree);
        SimulatedHost.Run(_host.Checkpoints.DeleteAsync(new() { Self = new() { Domain = _host.Vm, Name = "b" } }, SimulatedHost.Call));
        Assert.Equal("a(c*)", _host.CheckpointTree);
        Assert.Equal(["created a", "created b a", "created c b", "deleted b"], _host.Host.Events.Take());
    }

    [Fact]
    public void A_domain_has_snapshots_or_checkpoints_not_both()
    {
        _host.Check("c");
        Assert.Throws<DomainHasCheckpointsException>(() => _host.Snap("s"));
        SimulatedHost.Run(_host.Checkpoints.DeleteAsync(new() { Self = new() { Domain = _host.Vm, Name = "c" } }, SimulatedHost.Call));
        _host.Snap("s");
        Assert.Throws<DomainHasSnapshotsException>(() => _host.Check("c"));
        Assert.Equal("", _host.CheckpointTree);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        _host.Check("c");
        Assert.Throws<DomainCheckpointExistsException>(() => _host.Check("c"));
        Assert.Throws<NoDomainCheckpointException>(() => SimulatedHost.Run(_host.Checkpoints.GetInfoAsync(new() { Domain = _host.Vm, Name = "x" }, SimulatedHost.Call)));
        Assert.Throws<NoDomainCheckpointException>(() => SimulatedHost.Run(_host.Checkpoints.GetParentAsync(new() { Domain = _host.Vm, Name = "c" }, SimulatedHost.Call)));
        Assert.Throws<XmlInvalidException>(() => _host.Check("d", "<domainsnapshot/>"));
        _host.Call((vm, call) => _host.Host.Domains.DestroyAsync(new() { Self = vm }, call));
        Assert.Throws<DomainNotRunningException>(() => _host.Check("d"));
        Assert.Equal("c*", _host.CheckpointTree);
    }
}
