using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Moments;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Moments;

/// <summary>A simulated host with a running guest <c>vm</c>, its snapshots and its checkpoints.</summary>
internal sealed class MomentHost
{
    private readonly TestSnapshotDriver _snapshots;
    private readonly TestCheckpointDriver _checkpoints;

    public MomentHost(string more = "<devices><disk><target dev='vda'/></disk><disk><target dev='vdb'/></disk></devices>")
    {
        _snapshots = new TestSnapshotDriver(Host.Store);
        _checkpoints = new TestCheckpointDriver(Host.Store);
        Vm = SimulatedHost.Run(Host.Domains.DefineAsync(new() { Xml = SimulatedHost.Xml("vm", more: more) }, SimulatedHost.Call));
        SimulatedHost.Run(Host.Domains.CreateAsync(new() { Self = Vm }, SimulatedHost.Call));
        Host.Events.Take();
    }

    public SimulatedHost Host { get; } = new();

    public DomainRef Vm { get; }

    public TestSnapshotDriver Snapshots => _snapshots;

    public TestCheckpointDriver Checkpoints => _checkpoints;

    /// <summary>The domain's snapshots as a tree in one line, the current one with a star: <c>a(b(c*)d)</c>.</summary>
    public string SnapshotTree
    {
        get
        {
            var tree = Host.Store.Find(Vm).Snapshots;
            return Print(tree, tree.Moments.Values.Where(m => m.Parent is null));
        }
    }

    /// <summary>The domain's checkpoints in the same form.</summary>
    public string CheckpointTree
    {
        get
        {
            var tree = Host.Store.Find(Vm).Checkpoints;
            return Print(tree, tree.Moments.Values.Where(m => m.Parent is null));
        }
    }

    public DomainSnapshotRef Snap(string? name = null, string? xml = null, bool halt = false) => SimulatedHost.Run(
        _snapshots.CreateAsync(new() { Domain = Vm, Name = name, Xml = xml, Halt = halt }, SimulatedHost.Call));

    public void Revert(string name, SnapshotRevertState? state = null) =>
        SimulatedHost.Run(_snapshots.RevertAsync(new() { Self = Of(name), State = state }, SimulatedHost.Call));

    public void Delete(string name, MomentDeletion? which = null) =>
        SimulatedHost.Run(_snapshots.DeleteAsync(new() { Self = Of(name), Which = which }, SimulatedHost.Call));

    public DomainCheckpointRef Check(string? name = null, string? xml = null) => SimulatedHost.Run(
        _checkpoints.CreateAsync(new() { Domain = Vm, Name = name, Xml = xml }, SimulatedHost.Call));

    public void Call(Func<DomainRef, CallContext, ValueTask> call) => SimulatedHost.Run(call(Vm, SimulatedHost.Call));

    public DomainSnapshotRef Of(string name) => new() { Domain = Vm, Name = name };

    private static string Print(MomentTree tree, IEnumerable<DomainMoment> moments) => string.Concat(moments.Select(m =>
        m.Name + (tree.Current == m.Name ? "*" : "") + (tree.ChildrenOf(m.Name).Any() ? $"({Print(tree, tree.ChildrenOf(m.Name))})" : "")));
}
