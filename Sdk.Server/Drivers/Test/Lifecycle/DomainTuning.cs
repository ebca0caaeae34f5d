using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>Changes of memory and processors, live, for the next start or both, by libvirt's rules. Pure functions.</summary>
internal static class DomainTuning
{
    /// <summary>The most virtual processors that the simulated hypervisor gives a guest.</summary>
    public const int MostVcpus = 32;

    extension(SimulatedDomain domain)
    {
        /// <summary>Which of the two definitions a call is for; refuses one that the domain does not have.</summary>
        public AffectedDefinitions Affected(DomainAffect? affect)
        {
            var affected = (affect ?? DomainAffect.Current).Value switch
            {
                DomainAffect.Known.Live => AffectedDefinitions.Live,
                DomainAffect.Known.Config => AffectedDefinitions.Config,
                DomainAffect.Known.LiveAndConfig => AffectedDefinitions.Live | AffectedDefinitions.Config,
                _ => domain.IsActive ? AffectedDefinitions.Live : AffectedDefinitions.Config,
            };
            if (affected.HasFlag(AffectedDefinitions.Live))
                domain.RequireActive();
            if (affected.HasFlag(AffectedDefinitions.Config))
                domain.RequirePersistent();
            return affected;
        }

        /// <summary>Sets the most memory, for the next start.</summary>
        public DomainTransition SetMaxMemory(long maximum, DomainAffect? affect)
        {
            if (domain.Affected(affect).HasFlag(AffectedDefinitions.Live))
                throw DomainRefusals.AlreadyActive(domain, "its maximum of memory cannot be changed now");
            var before = domain.Persistent!;
            if (before.PluggableMemory < maximum)
            {
                throw DomainRefusals.InvalidArgument(
                    domain, "maxMemory", $"{maximum} KiB is more than the {before.PluggableMemory} KiB with all that can be plugged in.");
            }

            return maximum == before.MaxMemory
                ? DomainTransition.To(domain)
                : domain.Update(config: before.WithMemory(maximum, Math.Min(before.Memory, maximum)));
        }

        /// <summary>Sets the memory that the guest is given.</summary>
        public DomainTransition SetMemory(long memory, DomainAffect? affect)
        {
            DomainDefinition Changed(DomainDefinition before) => memory == before.Memory ? before
                : memory <= before.MaxMemory ? before.WithMemory(before.MaxMemory, memory)
                : throw DomainRefusals.InvalidArgument(
                    domain, "memory", $"{memory} KiB is more than the maximum of {before.MaxMemory} KiB.");

            var affected = domain.Affected(affect);
            var live = affected.HasFlag(AffectedDefinitions.Live) ? Changed(domain.Live!) : null;
            var config = affected.HasFlag(AffectedDefinitions.Config) ? Changed(domain.Persistent!) : null;
            var balloon = new DomainChange.MemoryChanged(domain.Reference, memory);
            return domain.Update(live, config, live is null || memory == domain.Live!.Memory ? null : balloon);
        }

        /// <summary>Sets how many virtual processors the guest has.</summary>
        public DomainTransition SetVcpus(int vcpus, DomainAffect? affect, long now)
        {
            domain.RequirePossible(vcpus);

            DomainDefinition Changed(DomainDefinition before) => vcpus == before.Vcpus ? before
                : vcpus <= before.MaxVcpus ? before.WithVcpus(before.MaxVcpus, vcpus)
                : throw DomainRefusals.InvalidArgument(
                    domain, "vcpus", $"{vcpus} virtual processors are more than the maximum of {before.MaxVcpus}.");

            var affected = domain.Affected(affect);
            var live = affected.HasFlag(AffectedDefinitions.Live) ? Changed(domain.Live!) : null;
            var config = affected.HasFlag(AffectedDefinitions.Config) ? Changed(domain.Persistent!) : null;
            if (live is null || vcpus == domain.Live!.Vcpus)
                return domain.Update(live, config);
            var split = domain with { Cpu = domain.Cpu.Split(now, domain.Live.Vcpus) };
            return split.Update(live, config, new DomainChange.VcpusChanged(domain.Reference, vcpus));
        }

        /// <summary>Sets the most virtual processors, for the next start.</summary>
        public DomainTransition SetMaxVcpus(int maximum, DomainAffect? affect)
        {
            domain.RequirePossible(maximum);
            if (domain.Affected(affect).HasFlag(AffectedDefinitions.Live))
                throw DomainRefusals.AlreadyActive(domain, "its maximum of virtual processors cannot be changed now");
            var before = domain.Persistent!;
            return maximum == before.MaxVcpus
                ? DomainTransition.To(domain)
                : domain.Update(config: before.WithVcpus(maximum, Math.Min(before.Vcpus, maximum)));
        }

        /// <summary>The definition to read.</summary>
        public DomainDefinition Read(DomainAffect? affect) => domain.Affected(affect) switch
        {
            AffectedDefinitions.Live => domain.Live!,
            AffectedDefinitions.Config => domain.Persistent!,
            _ => throw DomainRefusals.InvalidArgument(domain, "affect", "Only one of the two definitions can be read at once."),
        };

        private void RequirePossible(int vcpus)
        {
            if (vcpus <= MostVcpus)
                return;
            throw DomainRefusals.InvalidArgument(
                domain, "vcpus", $"{vcpus} virtual processors are more than the {MostVcpus} that this hypervisor gives a guest.");
        }

        /// <summary>Puts changed definitions in the place of the domain's.</summary>
        /// <param name="live">What the activation runs with from now on; null where that stays.</param>
        /// <param name="config">What the next start takes; null where that stays.</param>
        /// <param name="liveChange">What is told of the activation, or null.</param>
        public DomainTransition Update(DomainDefinition? live = null, DomainDefinition? config = null, DomainChange? liveChange = null)
        {
            var updated = domain with { Live = live ?? domain.Live, Persistent = config ?? domain.Persistent };
            ImmutableArray<DomainChange> changes = liveChange is null ? [] : [liveChange];
            var isSame = ReferenceEquals(updated.Persistent, domain.Persistent);
            return new DomainTransition(updated, isSame ? changes : changes.Add(domain.TellUpdated()));
        }
    }
}

/// <summary>The definitions that a call is for.</summary>
[Flags]
internal enum AffectedDefinitions
{
    /// <summary>What the activation runs with.</summary>
    Live = 1,

    /// <summary>What the next start takes.</summary>
    Config = 2,
}
