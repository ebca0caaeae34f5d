using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>A moment of a domain that was recorded: a snapshot, or a checkpoint. Immutable.</summary>
internal sealed record DomainMoment
{
    /// <summary>Its name, unique among the domain's snapshots or checkpoints.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the moment from which it descends; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>When it was recorded, to the second.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What the domain was doing.</summary>
    public required DomainState State { get; init; }

    /// <summary>What the domain ran with; null where it was not active.</summary>
    public DomainDefinition? Live { get; init; }

    /// <summary>What the domain's next start would have taken; null for a transient domain.</summary>
    public DomainDefinition? Persistent { get; init; }

    /// <summary>The document that it was made from, as far as it says anything of its own.</summary>
    public required MomentDocument Document { get; init; }

    /// <summary>The domain's definition that held.</summary>
    public DomainDefinition Definition => Live ?? Persistent!;
}
