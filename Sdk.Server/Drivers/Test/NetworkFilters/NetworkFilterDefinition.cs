using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.NetworkFilters;

/// <summary>A filter document, kept as it was given, and what the simulator reads from it: a network filter at one moment. Immutable.</summary>
internal sealed class NetworkFilterDefinition
{
    private string? _mark;

    /// <summary>The document, without an XML declaration.</summary>
    public required string Xml { get; init; }

    /// <summary>The filter's name.</summary>
    public required string Name { get; init; }

    /// <summary>The filter's identity.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>The chain that its rules are in.</summary>
    public required string Chain { get; init; }

    /// <summary>When the chain is gone through.</summary>
    public required int Priority { get; init; }

    /// <summary>How many rules it has of its own.</summary>
    public required int Rules { get; init; }

    /// <summary>The names of the filters that it takes rules from, each once.</summary>
    public required ImmutableArray<string> References { get; init; }

    /// <summary>Its handle.</summary>
    public NetworkFilterRef Reference => new() { Uuid = Uuid, Name = Name };

    /// <summary>Changes with the document.</summary>
    public string Revision => _mark ??= ObjectDocument.MarkOf(Xml);

    /// <summary>The filter at a glance.</summary>
    public NetworkFilterInfo Describe() => new()
    {
        Chain = Chain,
        Priority = Priority,
        Rules = Rules,
        References = [.. References],
        Revision = Revision,
    };
}
