using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>What can be read of a domain: its description and its simulated figures.</summary>
internal static class DomainFigures
{
    // libvirt's simulator reports the same instant for ever, and the same shares of the memory.
    private static readonly DateTimeOffset LastReport = DateTimeOffset.FromUnixTimeSeconds(627_319_920);

    extension(SimulatedDomain domain)
    {
        /// <summary>The domain at a glance.</summary>
        public DomainInfo Describe(long now) => new()
        {
            Id = domain.IsActive ? domain.Id : null,
            State = domain.State,
            Reason = domain.Reason,
            Active = domain.IsActive,
            Persistent = domain.IsPersistent,
            Autostart = domain.Autostart,
            HasManagedSave = domain.ManagedSave is not null,
            OsType = domain.Current.OsType,
            Title = domain.Current.Title,
            MaxMemory = domain.Current.MaxMemory,
            Memory = domain.Current.Memory,
            Vcpus = domain.Current.Vcpus,
            MaxVcpus = domain.Current.MaxVcpus,
            CpuTime = domain.CpuTime(now),
            Revision = domain.Revision,
        };

        /// <summary>The figures of a domain among many.</summary>
        public DomainStats Measure(long now)
        {
            var state = new DomainStats { Domain = domain.Reference, State = domain.State, Reason = domain.Reason };
            if (domain.Live is not { } live)
                return state;
            var cpuTime = domain.CpuTime(now);
            return state with
            {
                CpuTime = cpuTime,
                CpuUser = cpuTime - (cpuTime / 4),
                CpuSystem = cpuTime / 4,
                MaxMemory = live.MaxMemory,
                Memory = live.Memory,
                MemoryRss = live.Memory / 2,
                Vcpus = live.Vcpus,
                MaxVcpus = live.MaxVcpus,
            };
        }

        /// <summary>What an active domain does with its memory.</summary>
        public DomainMemoryStats MeasureMemory()
        {
            domain.RequireActive();
            var memory = domain.Live!.Memory;
            return new DomainMemoryStats
            {
                Actual = memory,
                Available = memory,
                Unused = memory / 2,
                Usable = memory / 2,
                DiskCaches = memory / 8,
                Rss = memory / 2,
                SwapIn = 0,
                SwapOut = 0,
                MajorFaults = 0,
                MinorFaults = 0,
                HugetlbAllocations = 0,
                HugetlbFailures = 0,
                LastUpdate = LastReport,
            };
        }

        private ulong CpuTime(long now) => domain.Live is { } live ? domain.Cpu.At(now, live.Vcpus) : 0;
    }
}
