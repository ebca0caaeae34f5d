namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>What libvirt's documents of snapshots and of checkpoints call the same things.</summary>
/// <param name="Root">The root element.</param>
/// <param name="DiskMode">The attribute that says how a disk takes part.</param>
/// <param name="OnlyMode">The one way in which a simulated disk can.</param>
/// <param name="HasState">Whether it tells what the domain was doing, and keeps its memory.</param>
internal sealed record MomentWords(string Root, string DiskMode, string OnlyMode, bool HasState)
{
    /// <summary>Of snapshots.</summary>
    public static MomentWords Snapshot { get; } = new("domainsnapshot", "snapshot", "internal", HasState: true);

    /// <summary>Of checkpoints.</summary>
    public static MomentWords Checkpoint { get; } = new("domaincheckpoint", "checkpoint", "bitmap", HasState: false);
}
