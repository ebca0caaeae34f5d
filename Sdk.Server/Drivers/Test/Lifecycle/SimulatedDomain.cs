using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Guests;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Moments;

namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>A domain at one moment. It has a persistent definition, an activation, or both.</summary>
internal sealed record SimulatedDomain
{
    /// <summary>What the next start takes; null for a transient domain.</summary>
    public DomainDefinition? Persistent { get; init; }

    /// <summary>What the activation runs with; null while there is none.</summary>
    public DomainDefinition? Live { get; init; }

    /// <summary>The activation's number; 0 while there is none.</summary>
    public long Id { get; init; }

    /// <summary>What it is doing.</summary>
    public DomainState State { get; init; } = DomainState.Shutoff;

    /// <summary>How it came to that.</summary>
    public DomainStateReason Reason { get; init; } = DomainStateReason.Unknown;

    /// <summary>Whether it is started with the host.</summary>
    public bool Autostart { get; init; }

    /// <summary>The processor time of the activation.</summary>
    public CpuClock Cpu { get; init; }

    /// <summary>The snapshots to which it can go back.</summary>
    public MomentTree Snapshots { get; init; } = MomentTree.Empty;

    /// <summary>The moments since which its disks keep book.</summary>
    public MomentTree Checkpoints { get; init; } = MomentTree.Empty;

    /// <summary>What the next start brings back; null where it boots.</summary>
    public SavedState? ManagedSave { get; init; }

    /// <summary>The long work that is under way on it; null for none.</summary>
    public DomainJob? Job { get; init; }

    /// <summary>The long work that has ended last; null for none.</summary>
    public DomainJobInfo? LastJob { get; init; }

    /// <summary>The work on its disks, by their targets.</summary>
    public ImmutableDictionary<string, DomainJob> BlockJobs { get; init; } = ImmutableDictionary<string, DomainJob>.Empty;

    /// <summary>The memory of the activation, in bytes.</summary>
    public long MemoryBytes => Live!.Memory * 1024;

    /// <summary>What else there is of the activation.</summary>
    public SimulatedGuest Guest { get; init; } = SimulatedGuest.None;

    /// <summary>The sizes of disks that are not what they were at first, in bytes, by the disks' sources: images outlive an activation.</summary>
    public ImmutableDictionary<string, long> Capacities { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>The accounts of the guest whose passwords were set, and the hashes of those: they lie on its disks.</summary>
    public ImmutableDictionary<string, string> Passwords { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How often its firmware has written its variables, once a start, since they were last those of the template.</summary>
    public int NvramWrites { get; init; }

    /// <summary>Whether it has an activation.</summary>
    public bool IsActive => Live is not null;

    /// <summary>Whether it has a persistent definition.</summary>
    public bool IsPersistent => Persistent is not null;

    /// <summary>What holds now: the activation's definition before the persistent one.</summary>
    public DomainDefinition Current => Live ?? Persistent!;

    /// <summary>What holds for the next start: the persistent definition before the activation's.</summary>
    public DomainDefinition Next => Persistent ?? Live!;

    /// <summary>Its name, the same in both definitions.</summary>
    public string Name => Current.Name;

    /// <summary>Its identity, the same in both definitions.</summary>
    public Guid Uuid => Current.Uuid;

    /// <summary>Its handle.</summary>
    public DomainRef Reference => new() { Uuid = Uuid, Name = Name };

    /// <summary>Changes with the definition for the next start and with the autostart mark.</summary>
    public string Revision => Autostart ? Next.Mark + "-a" : Next.Mark;
}
