using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>Something that has happened to a domain's snapshots or checkpoints.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Name">The name of the snapshot or checkpoint.</param>
internal abstract record MomentChange(DomainRef Domain, string Name) : DomainChange(Domain)
{
    private DomainSnapshotRef Snapshot => new() { Domain = Domain, Name = Name };

    private DomainCheckpointRef Checkpoint => new() { Domain = Domain, Name = Name };

    /// <summary>There is a new snapshot.</summary>
    internal sealed record SnapshotCreated(DomainRef Domain, string Name, string? Parent) : MomentChange(Domain, Name)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.DomainSnapshot.Created, Snapshot, new DomainSnapshotCreatedData { Parent = Parent });
    }

    /// <summary>The domain went back to a snapshot.</summary>
    internal sealed record SnapshotReverted(DomainRef Domain, string Name) : MomentChange(Domain, Name)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.DomainSnapshot.Reverted, Snapshot, new DomainSnapshotRevertedData());
    }

    /// <summary>A snapshot is gone.</summary>
    internal sealed record SnapshotDeleted(DomainRef Domain, string Name) : MomentChange(Domain, Name)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.DomainSnapshot.Deleted, Snapshot, new DomainSnapshotDeletedData());
    }

    /// <summary>There is a new checkpoint.</summary>
    internal sealed record CheckpointCreated(DomainRef Domain, string Name, string? Parent) : MomentChange(Domain, Name)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.DomainCheckpoint.Created, Checkpoint, new DomainCheckpointCreatedData { Parent = Parent });
    }

    /// <summary>A checkpoint is gone.</summary>
    internal sealed record CheckpointDeleted(DomainRef Domain, string Name) : MomentChange(Domain, Name)
    {
        public override void Publish(IEventSink events) =>
            events.Publish(HostApi.DomainCheckpoint.Deleted, Checkpoint, new DomainCheckpointDeletedData());
    }
}
