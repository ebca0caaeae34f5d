using System.Globalization;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Guests;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>The life of snapshots, by libvirt's rules. Pure functions.</summary>
internal static class SnapshotLife
{
    extension(SimulatedDomain domain)
    {
        /// <summary>The domain's snapshot of that name.</summary>
        public DomainMoment SnapshotNamed(string name) =>
            domain.Snapshots.TryFind(name, out var snapshot) ? snapshot : throw MomentRefusals.NoSnapshot(domain, name);

        /// <summary>Records the domain as it is.</summary>
        /// <param name="document">What its maker says of it.</param>
        /// <param name="at">The time.</param>
        /// <param name="halt">Whether the domain ends then.</param>
        public DomainTransition TakeSnapshot(MomentDocument document, DateTimeOffset at, bool halt)
        {
            if (domain.Checkpoints.Count > 0)
                throw MomentRefusals.HasCheckpoints(domain, "no snapshot can be made beside them");
            domain.RequireDisksFree();
            var moment = domain.Record(document, at);
            if (domain.Snapshots.TryFind(moment.Name, out _))
                throw MomentRefusals.SnapshotExists(domain, moment.Name);
            var created = new MomentChange.SnapshotCreated(domain.Reference, moment.Name, domain.Snapshots.Current);
            var taken = domain with { Snapshots = domain.Snapshots.With(moment) };
            if (!halt || !domain.IsActive)
                return DomainTransition.To(taken, created);

            // A transient one would be gone, and its snapshot with it.
            domain.RequirePersistent();
            var stopped = taken.Stop(DomainStateReason.FromSnapshot);
            return stopped with { Changes = [created, .. stopped.Changes] };
        }

        /// <summary>Takes the domain back to a snapshot.</summary>
        /// <param name="name">The snapshot's name.</param>
        /// <param name="state">What the domain shall be doing then.</param>
        /// <param name="id">The number of an activation that begins.</param>
        /// <param name="now">The simulator's time.</param>
        public DomainTransition RevertTo(string name, SnapshotRevertState? state, long id, long now)
        {
            var snapshot = domain.SnapshotNamed(name);
            var after = (state ?? SnapshotRevertState.Saved).Value switch
            {
                SnapshotRevertState.Known.Running => DomainState.Running,
                SnapshotRevertState.Known.Paused => DomainState.Paused,
                _ when snapshot.Live is null => DomainState.Shutoff,
                _ => snapshot.State == DomainState.Running ? DomainState.Running : DomainState.Paused,
            };
            if (after == DomainState.Shutoff)
                domain.RequirePersistent();

            var reverted = domain with
            {
                Persistent = domain.IsPersistent ? domain.Renamed(snapshot.Persistent ?? snapshot.Live!) : null,
                Snapshots = domain.Snapshots.At(snapshot),
            };
            var changes = new List<DomainChange>();
            if (domain.IsPersistent && reverted.Persistent!.Mark != domain.Persistent!.Mark)
                changes.Add(new DomainChange.Defined(domain.Reference, DomainDefinedReason.FromSnapshot));
            reverted = after == DomainState.Shutoff ? reverted.End() : reverted.Begin(domain.Renamed(snapshot.Definition), after, id, now);
            if (domain.IsActive || reverted.IsActive)
                changes.Add(new DomainChange.StateChanged(domain.Reference, reverted.State, reverted.Reason));
            changes.Add(new MomentChange.SnapshotReverted(domain.Reference, name));
            return reverted.ConnectAgent(AgentStateReason.DomainStarted, [.. changes]);
        }

        /// <summary>Deletes a snapshot, or it and those that descend from it, or only those.</summary>
        public DomainTransition DeleteSnapshots(string name, MomentDeletion which)
        {
            var left = domain.Snapshots.Without(domain.SnapshotNamed(name), which, out var removed);
            return DomainTransition.To(
                domain with { Snapshots = left },
                [.. removed.Select(s => new MomentChange.SnapshotDeleted(domain.Reference, s.Name))]);
        }

        /// <summary>What is told when the domain is gone, and its snapshots and checkpoints with it.</summary>
        public IEnumerable<DomainChange> TellMomentsGone() =>
        [
            .. domain.Snapshots.Moments.Keys.Select(name => new MomentChange.SnapshotDeleted(domain.Reference, name)),
            .. domain.Checkpoints.Moments.Keys.Select(name => new MomentChange.CheckpointDeleted(domain.Reference, name)),
        ];

        /// <summary>The domain as a moment, named by its document, else by the time.</summary>
        public DomainMoment Record(MomentDocument document, DateTimeOffset at)
        {
            var seconds = at.ToUnixTimeSeconds();
            var name = document.Name ?? seconds.ToString(CultureInfo.InvariantCulture);
            if (DomainName.FaultOf(name) is { } fault)
                throw DomainRefusals.InvalidArgument(domain, "name", fault);
            return new DomainMoment
            {
                Name = name,
                Created = DateTimeOffset.FromUnixTimeSeconds(seconds),
                State = domain.State,
                Live = domain.Live,
                Persistent = domain.Persistent,
                Document = document,
            };
        }

        // The domain may have been renamed since.
        private DomainDefinition Renamed(DomainDefinition definition) =>
            definition.Name == domain.Name ? definition : definition.WithName(domain.Name);

        private SimulatedDomain End() => domain with
        {
            Live = null,
            Id = 0,
            Cpu = default,
            Guest = SimulatedGuest.None,
            State = DomainState.Shutoff,
            Reason = domain.IsActive ? DomainStateReason.FromSnapshot : domain.Reason,
        };

        private SimulatedDomain Begin(DomainDefinition definition, DomainState state, long id, long now) => domain with
        {
            Live = definition,
            Id = id,
            Cpu = new CpuClock(0, state == DomainState.Running ? now : null),
            Guest = state == DomainState.Running ? SimulatedGuest.None.Run(now) : SimulatedGuest.None,
            State = state,
            Reason = DomainStateReason.FromSnapshot,
        };
    }
}
