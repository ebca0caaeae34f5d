using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Networks.Specs;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>A network document, kept as it was given, and what the simulator reads from it. Immutable.</summary>
internal sealed class NetworkDefinition
{
    private string? _mark;

    /// <summary>The document, without an XML declaration.</summary>
    public required string Xml { get; init; }

    /// <summary>The network's name.</summary>
    public required string Name { get; init; }

    /// <summary>The network's identity.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>The owner's short text, or null.</summary>
    public string? Title { get; init; }

    /// <summary>How its guests reach the world.</summary>
    public required NetworkForwardMode Forward { get; init; }

    /// <summary>The bridge that it names, which may hold a place for a number (<c>virbr%d</c>); null where it names none.</summary>
    public string? Bridge { get; init; }

    /// <summary>The largest packet in bytes, or null.</summary>
    public long? Mtu { get; init; }

    /// <summary>Its addresses, in the order of the document.</summary>
    public ImmutableArray<NetworkAddress> Addresses { get; init; } = [];

    /// <summary>Whether the bridge is made for the network, and so must be no other's: a network of mode bridge uses one of the host.</summary>
    public bool OwnsBridge => Forward.Value is
        NetworkForwardMode.Known.None or NetworkForwardMode.Known.Nat or NetworkForwardMode.Known.Route or NetworkForwardMode.Known.Open;

    /// <summary>The bridge that is made for the network; null where there is none or it still lacks its name.</summary>
    public string? OwnBridge => OwnsBridge && !NeedsBridgeName ? Bridge : null;

    /// <summary>Whether a bridge is made for the network whose name the document leaves open.</summary>
    public bool NeedsBridgeName => OwnsBridge && Bridge?.Contains("%d", StringComparison.Ordinal) != false;

    /// <summary>A fingerprint of the document.</summary>
    public string Mark => _mark ??= ObjectDocument.MarkOf(Xml);

    /// <summary>The definition with a name for its bridge.</summary>
    public NetworkDefinition WithBridge(string name)
    {
        var document = PositionedXml.Read(Xml);
        var root = document.DocumentElement!;
        var bridge = root.Child("bridge");
        if (bridge is null)
        {
            bridge = NetworkElementOrder.Insert(root, "bridge");
            bridge.SetAttribute("name", name);
            bridge.SetAttribute("stp", "on");
            bridge.SetAttribute("delay", "0");
        }
        else
        {
            bridge.SetAttribute("name", name);
        }

        return NetworkDefinitionReader.Describe(document);
    }
}
