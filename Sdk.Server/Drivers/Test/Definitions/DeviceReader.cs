using System.Globalization;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Makes definitions from node device documents: what the simulator needs is checked, everything else is kept as it stands.</summary>
internal static class DeviceReader
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlInvalidException">The document is not one of a device.</exception>
    public static DeviceDefinition Read(string text) => Describe(ObjectDocument.Read(text, "device"));

    /// <summary>Makes the definition of a document that has been edited.</summary>
    public static DeviceDefinition Describe(PositionedXml document)
    {
        var root = document.DocumentElement!;
        var capability = root.Child("capability") ?? throw XmlFaults.At(root, "The device has no 'capability'.");
        var kind = KindOf(capability);
        var fibre = Nested(capability, "fc_host");
        return new DeviceDefinition
        {
            Xml = DomainXmlWriter.Write(document).Text,
            Name = ReadName(root),
            Parent = root.Child("parent")?.InnerText is { Length: > 0 } parent ? parent : null,
            ParentWwn = ReadParent(root),
            Capabilities = [kind, .. AlsoHas(capability, kind)],
            Driver = root.Child("driver")?.Child("name")?.InnerText is { Length: > 0 } driver ? driver : null,
            Pci = kind == NodeDeviceCapability.Pci ? ReadAddress(capability) : null,
            Wwn = kind == NodeDeviceCapability.ScsiHost && fibre is not null ? ReadWwn(fibre) : null,
            Fabric = fibre?.Child("fabric_wwn")?.InnerText,
            MediatedTypes = kind == NodeDeviceCapability.Pci ? ReadMediatedTypes(capability) : new Dictionary<string, int>(),
            Mediated = kind == NodeDeviceCapability.Mdev ? ReadMediated(capability) : null,
        };
    }

    /// <summary>The capability of that type inside another, or null.</summary>
    public static XmlElement? Nested(XmlElement capability, string type) =>
        capability.Children("capability").FirstOrDefault(c => c.Attribute("type") == type);

    private static NodeDeviceCapability KindOf(XmlElement capability)
    {
        if (capability.Attribute("type") is not { Length: > 0 } word)
            throw XmlFaults.At(capability, "The capability has no attribute 'type'.");
        var kind = NodeDeviceCapability.Of(word);
        return kind.IsKnown ? kind : throw XmlFaults.At(capability, $"'{word}' is no known type of capability.");
    }

    // As libvirt lists them: an adapter's abilities, and what a PCI device can be divided into.
    private static IEnumerable<NodeDeviceCapability> AlsoHas(XmlElement capability, NodeDeviceCapability kind)
    {
        if (kind == NodeDeviceCapability.ScsiHost && Nested(capability, "fc_host") is not null)
            yield return NodeDeviceCapability.FcHost;
        if (kind == NodeDeviceCapability.ScsiHost && Nested(capability, "vport_ops") is not null)
            yield return NodeDeviceCapability.Vports;
        if (kind == NodeDeviceCapability.Pci && Nested(capability, "mdev_types") is not null)
            yield return NodeDeviceCapability.MdevTypes;
        if (kind == NodeDeviceCapability.Pci && Nested(capability, "vpd") is not null)
            yield return NodeDeviceCapability.Vpd;
    }

    private static string ReadName(XmlElement root)
    {
        var element = root.Child("name");
        var name = element?.InnerText ?? "";
        return DomainName.FaultOf(name) is { } fault ? throw XmlFaults.At(element!, fault) : name;
    }

    private static ParentByWwn? ReadParent(XmlElement root)
    {
        if (root.Child("parent") is not { } parent)
            return null;
        var (node, port, fabric) = (parent.Attribute("wwnn"), parent.Attribute("wwpn"), parent.Attribute("fabric_wwn"));
        if (node is null != port is null)
            throw XmlFaults.At(parent, "A parent has 'wwnn' and 'wwpn', or neither.");
        return node is not null ? new ParentByWwn(new(Digits(parent, node), Digits(parent, port!)), null)
            : fabric is not null ? new ParentByWwn(null, Digits(parent, fabric))
            : null;
    }

    private static WorldWideNames ReadWwn(XmlElement fibre) => new(ReadDigits(fibre, "wwnn"), ReadDigits(fibre, "wwpn"));

    private static string ReadDigits(XmlElement parent, string name) =>
        parent.Child(name) is { } element ? Digits(element, element.InnerText) : throw XmlFaults.At(parent, $"The adapter has no '{name}'.");

    private static string Digits(XmlElement element, string text) => text.Length == 16 && text.All(char.IsAsciiHexDigit)
        ? text.ToLowerInvariant()
        : throw XmlFaults.At(element, $"'{text}' is no world wide name of sixteen hexadecimal digits.");

    private static PciAddress ReadAddress(XmlElement capability) => new(
        ReadNumber(capability, "domain", 0xFFFF), ReadNumber(capability, "bus", 0xFF), ReadNumber(capability, "slot", 0x1F), ReadNumber(capability, "function", 7));

    private static int ReadNumber(XmlElement parent, string name, int most)
    {
        var element = parent.Child(name) ?? throw XmlFaults.At(parent, $"The PCI device has no '{name}'.");
        return int.TryParse(element.InnerText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw XmlFaults.At(element, string.Create(CultureInfo.InvariantCulture, $"'{element.InnerText}' is no number from 0 to {most}."));
    }

    private static Dictionary<string, int> ReadMediatedTypes(XmlElement capability)
    {
        var types = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var type in Nested(capability, "mdev_types")?.Children("type") ?? [])
        {
            if (type.Attribute("id") is not { Length: > 0 } id)
                throw XmlFaults.At(type, "The type of mediated devices has no 'id'.");
            if (!types.TryAdd(id, ReadInstances(type)))
                throw XmlFaults.At(type, $"The type of mediated devices '{id}' is given twice.");
        }

        return types;
    }

    private static int ReadInstances(XmlElement type)
    {
        var element = type.Child("availableInstances") ?? throw XmlFaults.At(type, "The type of mediated devices has no 'availableInstances'.");
        return int.TryParse(element.InnerText, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw XmlFaults.At(element, $"'{element.InnerText}' is no number.");
    }

    private static MediatedIdentity ReadMediated(XmlElement capability)
    {
        var type = capability.Child("type");
        return type?.Attribute("id") is { Length: > 0 } id
            ? new MediatedIdentity(id, ObjectDocument.ReadUuid(capability))
            : throw XmlFaults.At(type ?? capability, "The mediated device has no 'type' with an 'id'.");
    }
}
