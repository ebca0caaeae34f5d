using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>
/// The figures of the simulated machine. They begin with those that libvirt's own simulator always gives, and move with the
/// simulator's time and with the domains that are active.
/// </summary>
internal sealed class HostFigures(Simulation simulation, DomainStore domains)
{
    /// <summary>What the host needs itself: with libvirt's own guest, half of the memory is free, as libvirt says.</summary>
    private const long OwnMemory = 1_048_576;

    /// <summary>What each processor does in a tick of the simulator's clock, in nanoseconds: ten milliseconds together.</summary>
    private const ulong UserPerTick = 2_500_000, SystemPerTick = 1_500_000, IowaitPerTick = 500_000, IdlePerTick = 5_500_000;

    // The sums with which libvirt's simulator stands still.
    private const ulong UserAtStart = 9_797_400_000, SystemAtStart = 34_678_723_400_000, IowaitAtStart = 763_600_000, IdleAtStart = 87_264_900_000;

    private static readonly long AllMemory = TestHardware.Cells.Sum(cell => cell.Memory);

    /// <summary>What one processor has spent its time on, or all of them where it is null.</summary>
    public HostCpuStats Cpu(int? cpu)
    {
        var all = (ulong)TestHardware.Cpus;
        var share = cpu is null ? 1 : all;
        var ticks = (ulong)simulation.Now * (cpu is null ? all : 1);
        return new HostCpuStats
        {
            User = (UserAtStart / share) + (ticks * UserPerTick),
            System = (SystemAtStart / share) + (ticks * SystemPerTick),
            Idle = (IdleAtStart / share) + (ticks * IdlePerTick),
            Iowait = (IowaitAtStart / share) + (ticks * IowaitPerTick),
        };
    }

    /// <summary>What the memory is used for.</summary>
    public HostMemoryStats Memory() =>
        new() { Total = AllMemory, Free = FreeMemory(), Buffers = OwnMemory / 8, Cached = OwnMemory / 2 };

    /// <summary>What the memory of a cell is used for.</summary>
    public HostMemoryStats Memory(int cell) => new() { Total = TestHardware.Cells[cell].Memory, Free = FreeByCell(FreeMemory())[cell] };

    /// <summary>The memory that nobody uses.</summary>
    public HostFreeMemory Free()
    {
        var free = FreeMemory();
        return new HostFreeMemory { Memory = free, Cells = FreeByCell(free) };
    }

    /// <summary>The host at a glance.</summary>
    public HostStats Measure()
    {
        var all = domains.List(static _ => true, after: null, int.MaxValue - 1).Objects;
        var active = all.Where(domain => domain.IsActive).ToList();
        var memory = active.Sum(domain => domain.Live!.Memory);
        var cpu = Cpu(null);
        return new HostStats
        {
            Cpus = TestHardware.Cpus,
            CpuUser = cpu.User,
            CpuSystem = cpu.System,
            CpuIdle = cpu.Idle,
            CpuIowait = cpu.Iowait,
            Memory = AllMemory,
            MemoryFree = Remaining(memory),
            Domains = all.Count,
            ActiveDomains = active.Count,
            ActiveVcpus = active.Sum(domain => (long)domain.Live!.Vcpus),
            ActiveMemory = memory,
        };
    }

    private long FreeMemory() => Remaining(domains
        .List(static domain => domain.IsActive, after: null, int.MaxValue - 1).Objects.Sum(domain => domain.Live!.Memory));

    // Guests may be given more than there is.
    private static long Remaining(long used) => Math.Max(0, AllMemory - OwnMemory - used);

    // The cells are used evenly; what division leaves over lies in the last one.
    private static long[] FreeByCell(long free)
    {
        long[] cells = [.. TestHardware.Cells.Select(cell => (long)((Int128)free * cell.Memory / AllMemory))];
        cells[^1] += free - cells.Sum();
        return cells;
    }
}
