using System.Collections.Frozen;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>A node device document, kept as it was given, and what the simulator reads from it. Immutable.</summary>
internal sealed class DeviceDefinition
{
    private string? _mark;

    /// <summary>The document, without an XML declaration.</summary>
    public required string Xml { get; init; }

    /// <summary>The device's name; empty where the host gives it one.</summary>
    public required string Name { get; init; }

    /// <summary>The device that it belongs to; null where the document names none.</summary>
    public string? Parent { get; init; }

    /// <summary>What it is, and then what it has beside that.</summary>
    public required IReadOnlyList<NodeDeviceCapability> Capabilities { get; init; }

    /// <summary>The kernel's driver that the hardware has of its own; null for none.</summary>
    public string? Driver { get; init; }

    /// <summary>Where a PCI device is; null for others.</summary>
    public PciAddress? Pci { get; init; }

    /// <summary>The world wide names of an adapter of Fibre Channel; null for others.</summary>
    public WorldWideNames? Wwn { get; init; }

    /// <summary>The fabric that such an adapter is on; null where it is not known.</summary>
    public string? Fabric { get; init; }

    /// <summary>The parent by its world wide names or its fabric, where a document says it so; null where it does not.</summary>
    public ParentByWwn? ParentWwn { get; init; }

    /// <summary>The kinds of mediated devices that can be made of it, and how many of each.</summary>
    public IReadOnlyDictionary<string, int> MediatedTypes { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>What a mediated device is; null for others.</summary>
    public MediatedIdentity? Mediated { get; init; }

    /// <summary>What it is.</summary>
    public NodeDeviceCapability Kind => Capabilities[0];

    /// <summary>A fingerprint of the document.</summary>
    public string Mark => _mark ??= ObjectDocument.MarkOf(Xml);

    /// <summary>Whether it is or has something.</summary>
    public bool Has(NodeDeviceCapability capability) => Capabilities.Contains(capability);
}

/// <summary>Where a PCI device is.</summary>
internal readonly record struct PciAddress(int Domain, int Bus, int Slot, int Function)
{
    /// <summary>As names of devices have it: <c>0000_06_00_0</c>.</summary>
    public string InNames => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Domain:x4}_{Bus:x2}_{Slot:x2}_{Function:x}");
}

/// <summary>The world wide names of an adapter: of its node and of its port, in small hexadecimal digits.</summary>
internal readonly record struct WorldWideNames(string Node, string Port)
{
    /// <summary>Both as one word.</summary>
    public override string ToString() => $"{Node}:{Port}";
}

/// <summary>A parent by what it has instead of by its name: its world wide names, or the fabric that it is on.</summary>
internal readonly record struct ParentByWwn(WorldWideNames? Wwn, string? Fabric);

/// <summary>A mediated device: which kind, and which one.</summary>
/// <param name="Type">The kind, as its parent has it.</param>
/// <param name="Uuid">Its identity; null where the host gives it one.</param>
internal sealed record MediatedIdentity(string Type, Guid? Uuid);
