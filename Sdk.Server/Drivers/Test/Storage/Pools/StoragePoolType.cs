using System.Collections.Frozen;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>What libvirt requires of the document of a pool of one type.</summary>
/// <param name="Name">The type: dir.</param>
/// <param name="Needs">What the document must have.</param>
internal sealed record StoragePoolType(string Name, PoolNeeds Needs)
{
    private static readonly FrozenDictionary<string, StoragePoolType> All = new StoragePoolType[]
    {
        new("dir", PoolNeeds.Target),
        new("fs", PoolNeeds.Device | PoolNeeds.Target) { HasFormat = true },
        new("netfs", PoolNeeds.Host | PoolNeeds.Directory | PoolNeeds.Target),
        new("logical", PoolNeeds.None) { HasFormat = true, DefaultTarget = "/dev/" },
        new("disk", PoolNeeds.Device | PoolNeeds.Target) { HasFormat = true },
        new("iscsi", PoolNeeds.Host | PoolNeeds.Target),
        new("iscsi-direct", PoolNeeds.Host | PoolNeeds.Initiator),
        new("scsi", PoolNeeds.Adapter | PoolNeeds.Target),
        new("mpath", PoolNeeds.Target),
        new("rbd", PoolNeeds.Host | PoolNeeds.SourceName),
        new("sheepdog", PoolNeeds.Host),
        new("gluster", PoolNeeds.Host),
        new("zfs", PoolNeeds.None),
        new("vstorage", PoolNeeds.Target),
    }.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>Whether building it formats what it stands on, which can be done over or refused.</summary>
    public bool HasFormat { get; init; }

    /// <summary>Where its volumes appear when the document does not say: this, and the name of the source or the pool.</summary>
    public string? DefaultTarget { get; init; }

    /// <summary>The type of that name; null where there is none.</summary>
    public static StoragePoolType? Find(string name) => All.GetValueOrDefault(name);
}

/// <summary>What a pool's document must have.</summary>
[Flags]
internal enum PoolNeeds
{
    /// <summary>Nothing but a name.</summary>
    None = 0,

    /// <summary>A target with a path.</summary>
    Target = 1,

    /// <summary>A source with a device.</summary>
    Device = 2,

    /// <summary>A source with a host.</summary>
    Host = 4,

    /// <summary>A source with a directory.</summary>
    Directory = 8,

    /// <summary>A source with an adapter.</summary>
    Adapter = 16,

    /// <summary>A source with a name.</summary>
    SourceName = 32,

    /// <summary>A source with the name of an initiator.</summary>
    Initiator = 64,
}
