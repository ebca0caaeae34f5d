namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>A network at one moment. It has a persistent definition, runs, or both.</summary>
internal sealed record SimulatedNetwork
{
    /// <summary>What the next start takes; null for a transient network.</summary>
    public NetworkDefinition? Persistent { get; init; }

    /// <summary>What it runs with; null while it does not.</summary>
    public NetworkDefinition? Live { get; init; }

    /// <summary>Whether it is started with the host.</summary>
    public bool Autostart { get; init; }

    /// <summary>Whether it runs.</summary>
    public bool IsActive => Live is not null;

    /// <summary>Whether it has a persistent definition.</summary>
    public bool IsPersistent => Persistent is not null;

    /// <summary>What holds now: what it runs with before the persistent definition.</summary>
    public NetworkDefinition Current => Live ?? Persistent!;

    /// <summary>What holds for the next start: the persistent definition before what it runs with.</summary>
    public NetworkDefinition Next => Persistent ?? Live!;

    /// <summary>Its name, the same in both definitions.</summary>
    public string Name => Current.Name;

    /// <summary>Its identity, the same in both definitions.</summary>
    public Guid Uuid => Current.Uuid;

    /// <summary>Its handle.</summary>
    public NetworkRef Reference => new() { Uuid = Uuid, Name = Name };

    /// <summary>Changes with the definition for the next start and with the autostart mark.</summary>
    public string Revision => Autostart ? Next.Mark + "-a" : Next.Mark;

    /// <summary>The network at a glance.</summary>
    public NetworkInfo Describe() => new()
    {
        Active = IsActive,
        Persistent = IsPersistent,
        Autostart = Autostart,
        Bridge = Current.Bridge,
        Forward = Current.Forward,
        Title = Current.Title,
        Revision = Revision,
    };
}
