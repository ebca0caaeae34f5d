namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>A storage pool at one moment. It has a persistent definition, is active, or both. Immutable.</summary>
internal sealed record SimulatedPool
{
    /// <summary>What the next start takes; null for a transient pool.</summary>
    public StoragePoolDefinition? Persistent { get; init; }

    /// <summary>What it is active with; null while it is not.</summary>
    public StoragePoolDefinition? Live { get; init; }

    /// <summary>What it is about to be active with; null but while it starts.</summary>
    public StoragePoolDefinition? Starting { get; init; }

    /// <summary>Whether it is started with the host.</summary>
    public bool Autostart { get; init; }

    /// <summary>Whether it was active when the server before this one ended.</summary>
    public bool WasActive { get; init; }

    /// <summary>Whether what it stands on has been formatted; of simulated pools alone.</summary>
    public bool IsFormatted { get; init; }

    /// <summary>Whether what it stands on is being made.</summary>
    public bool IsBuilding { get; init; }

    /// <summary>The method that is at work on it; null for none.</summary>
    public string? Operation { get; init; }

    /// <summary>Whether its volumes can be reached.</summary>
    public bool IsActive => Live is not null;

    /// <summary>Whether it has a persistent definition.</summary>
    public bool IsPersistent => Persistent is not null;

    /// <summary>What holds now.</summary>
    public StoragePoolDefinition Current => Live ?? Persistent ?? Starting!;

    /// <summary>What holds for the next start.</summary>
    public StoragePoolDefinition Next => Persistent ?? Live ?? Starting!;

    /// <summary>Its definitions, all that there are.</summary>
    public IEnumerable<StoragePoolDefinition> Definitions =>
        new[] { Persistent, Live, Starting }.OfType<StoragePoolDefinition>();

    /// <summary>Its name, the same in all definitions.</summary>
    public string Name => Current.Name;

    /// <summary>Its identity, the same in all definitions.</summary>
    public Guid Uuid => Current.Uuid;

    /// <summary>What it is doing.</summary>
    public StoragePoolState State =>
        IsBuilding ? StoragePoolState.Building : IsActive ? StoragePoolState.Running : StoragePoolState.Inactive;

    /// <summary>Its handle.</summary>
    public StoragePoolRef Reference => new() { Uuid = Uuid, Name = Name };

    /// <summary>Changes with the definition for the next start and with the autostart mark.</summary>
    public string Revision => Autostart ? Next.Mark + "-a" : Next.Mark;
}
