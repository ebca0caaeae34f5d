using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>The life of checkpoints, by libvirt's rules. Pure functions.</summary>
internal static class CheckpointLife
{
    extension(SimulatedDomain domain)
    {
        /// <summary>The domain's checkpoint of that name.</summary>
        public DomainMoment CheckpointNamed(string name) =>
            domain.Checkpoints.TryFind(name, out var checkpoint) ? checkpoint : throw MomentRefusals.NoCheckpoint(domain, name);

        /// <summary>Begins to keep book.</summary>
        /// <param name="document">What its maker says of it.</param>
        /// <param name="at">The time.</param>
        public DomainTransition TakeCheckpoint(MomentDocument document, DateTimeOffset at)
        {
            if (domain.Snapshots.Count > 0)
                throw MomentRefusals.HasSnapshots(domain, "no checkpoint can be made beside them");
            domain.RequireActive();
            var moment = domain.Record(document, at);
            if (domain.Checkpoints.TryFind(moment.Name, out _))
                throw MomentRefusals.CheckpointExists(domain, moment.Name);
            return DomainTransition.To(
                domain with { Checkpoints = domain.Checkpoints.With(moment) },
                new MomentChange.CheckpointCreated(domain.Reference, moment.Name, domain.Checkpoints.Current));
        }

        /// <summary>Deletes a checkpoint, or it and those that descend from it, or only those.</summary>
        public DomainTransition DeleteCheckpoints(string name, MomentDeletion which)
        {
            var left = domain.Checkpoints.Without(domain.CheckpointNamed(name), which, out var removed);
            return DomainTransition.To(
                domain with { Checkpoints = left },
                [.. removed.Select(c => new MomentChange.CheckpointDeleted(domain.Reference, c.Name))]);
        }
    }
}
