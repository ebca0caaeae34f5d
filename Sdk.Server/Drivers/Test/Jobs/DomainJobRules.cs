using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>What long work and the other calls on a domain allow each other, by libvirt's rules. Pure functions.</summary>
internal static class DomainJobRules
{
    extension(SimulatedDomain domain)
    {
        /// <summary>The domain under work.</summary>
        public SimulatedDomain Under(DomainJob job) => job.Disk is { } disk
            ? domain with { BlockJobs = domain.BlockJobs.SetItem(disk, job) }
            : domain with { Job = job };

        /// <summary>The domain after work, with or without success.</summary>
        public SimulatedDomain Without(DomainJob job, DomainJobInfo? ended) => job.Disk is { } disk
            ? domain with { BlockJobs = domain.BlockJobs.Remove(disk) }
            : domain with { Job = null, LastJob = ended };

        /// <summary>Whether that work is under way.</summary>
        public bool IsUnder(DomainJob job) => job.Disk is { } disk
            ? domain.BlockJobs.TryGetValue(disk, out var running) && running == job
            : domain.Job == job;

        /// <summary>All work that is under way.</summary>
        public IEnumerable<DomainJob> AllJobs() => domain.Job is { } job ? domain.BlockJobs.Values.Prepend(job) : domain.BlockJobs.Values;

        /// <summary>Stops the work that a change has ended: whoever ends a guest ends the work on it.</summary>
        /// <param name="now">The domain after the change; null when there is none any more.</param>
        public void StopLostJobs(SimulatedDomain? now)
        {
            foreach (var job in domain.AllJobs())
            {
                if (now?.IsUnder(job) != true)
                    job.Stop(JobRefusals.Failed(job, "the domain has ended meanwhile"));
            }
        }

        /// <summary>Refuses a call that would disturb the work on the domain.</summary>
        public void RequireFree(DomainCalls call)
        {
            if (domain.Job is { } job && !job.Allows.HasFlag(call))
                throw JobRefusals.InProgress(domain.Reference, job);
        }

        /// <summary>Refuses to begin work that needs the disks to stay as they are.</summary>
        public void RequireDisksFree()
        {
            foreach (var job in domain.BlockJobs.Values)
                throw JobRefusals.InProgress(domain.Reference, job);
        }

        /// <summary>Refuses to change a disk that work is under way on.</summary>
        /// <param name="target">The disk's target.</param>
        public void RequireDiskFree(string target)
        {
            if (domain.AllJobs().FirstOrDefault(job => job.Disks.Contains(target)) is { } job)
                throw JobRefusals.InProgress(domain.Reference, job);
        }

        /// <summary>Refuses a definition that is of another domain.</summary>
        public void RequireSame(DomainDefinition definition, string parameter) => definition.RequireIdentity(domain.Name, domain.Uuid, parameter);
    }

    /// <summary>Refuses a definition that is of another domain.</summary>
    public static void RequireIdentity(this DomainDefinition definition, string name, Guid uuid, string parameter)
    {
        if (definition.Name != name || definition.Uuid != uuid)
        {
            throw JobRefusals.InvalidArgument(
                parameter, $"The document is of the domain '{definition.Name}' ({definition.Uuid}), not of '{name}' ({uuid}).");
        }
    }
}
