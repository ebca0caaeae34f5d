using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Interfaces;

/// <summary>An interface document, kept as it was given, and what the simulator reads from it. Immutable.</summary>
internal sealed class InterfaceDefinition
{
    private string? _mark;

    /// <summary>The document, without an XML declaration.</summary>
    public required string Xml { get; init; }

    /// <summary>The interface's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required InterfaceType Type { get; init; }

    /// <summary>Its hardware address in small letters, or null.</summary>
    public string? Mac { get; init; }

    /// <summary>When it is started of itself.</summary>
    public required InterfaceStartMode StartMode { get; init; }

    /// <summary>The largest packet in bytes, or null.</summary>
    public long? Mtu { get; init; }

    /// <summary>Its addresses, with their prefixes.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>The interfaces that it is made of.</summary>
    public ImmutableArray<string> Ports { get; init; } = [];

    /// <summary>Changes with the document.</summary>
    public string Revision => _mark ??= ObjectDocument.MarkOf(Xml);
}
