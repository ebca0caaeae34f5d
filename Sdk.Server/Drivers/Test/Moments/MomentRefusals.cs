using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>The errors of snapshots and checkpoints.</summary>
internal static class MomentRefusals
{
    public static HostException NoSnapshot(SimulatedDomain domain, string name) => new NoDomainSnapshotException(
        $"Domain '{domain.Name}' has no snapshot '{name}'.", new NoDomainSnapshotDetails { Domain = domain.Name, Snapshot = name })
        .About(SnapshotOf(domain, name));

    public static HostException NoCurrentSnapshot(SimulatedDomain domain) => new NoDomainSnapshotException(
        $"Domain '{domain.Name}' has no current snapshot.", new NoDomainSnapshotDetails { Domain = domain.Name }).About(domain.Reference);

    public static HostException NoParentSnapshot(SimulatedDomain domain, string name) => new NoDomainSnapshotException(
        $"Snapshot '{name}' of domain '{domain.Name}' descends from none.", new NoDomainSnapshotDetails { Domain = domain.Name })
        .About(SnapshotOf(domain, name));

    public static HostException SnapshotExists(SimulatedDomain domain, string name) => new DomainSnapshotExistsException(
        $"Domain '{domain.Name}' has a snapshot '{name}' already.", new DomainSnapshotExistsDetails { Snapshot = name })
        .About(SnapshotOf(domain, name));

    public static HostException HasSnapshots(SimulatedDomain domain, string consequence) => new DomainHasSnapshotsException(
        $"Domain '{domain.Name}' has {domain.Snapshots.Count} snapshots: {consequence}.",
        new DomainHasSnapshotsDetails { Snapshots = domain.Snapshots.Count }).About(domain.Reference);

    public static HostException NoCheckpoint(SimulatedDomain domain, string name) => new NoDomainCheckpointException(
        $"Domain '{domain.Name}' has no checkpoint '{name}'.", new NoDomainCheckpointDetails { Domain = domain.Name, Checkpoint = name })
        .About(CheckpointOf(domain, name));

    public static HostException NoParentCheckpoint(SimulatedDomain domain, string name) => new NoDomainCheckpointException(
        $"Checkpoint '{name}' of domain '{domain.Name}' descends from none.", new NoDomainCheckpointDetails { Domain = domain.Name })
        .About(CheckpointOf(domain, name));

    public static HostException CheckpointExists(SimulatedDomain domain, string name) => new DomainCheckpointExistsException(
        $"Domain '{domain.Name}' has a checkpoint '{name}' already.", new DomainCheckpointExistsDetails { Checkpoint = name })
        .About(CheckpointOf(domain, name));

    public static HostException HasCheckpoints(SimulatedDomain domain, string consequence) => new DomainHasCheckpointsException(
        $"Domain '{domain.Name}' has {domain.Checkpoints.Count} checkpoints: {consequence}.",
        new DomainHasCheckpointsDetails { Checkpoints = domain.Checkpoints.Count }).About(domain.Reference);

    public static DomainSnapshotRef SnapshotOf(SimulatedDomain domain, string name) => new() { Domain = domain.Reference, Name = name };

    public static DomainCheckpointRef CheckpointOf(SimulatedDomain domain, string name) => new() { Domain = domain.Reference, Name = name };
}
