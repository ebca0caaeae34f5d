using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>Makes definitions from network documents: what libvirt requires is checked, everything else is kept as it stands.</summary>
internal static class NetworkDefinitionReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="newUuid">Gives a document without a uuid one.</param>
    /// <exception cref="XmlInvalidException">The document is not one of a network.</exception>
    public static NetworkDefinition Read(string text, Func<Guid> newUuid) => Complete(ObjectDocument.Read(text, "network"), newUuid);

    /// <summary>Makes the definition of a document that may lack a uuid.</summary>
    /// <exception cref="XmlInvalidException">The document is not one of a network.</exception>
    public static NetworkDefinition Complete(PositionedXml document, Func<Guid> newUuid)
    {
        var root = document.DocumentElement!;
        _ = ObjectDocument.ReadName(root);
        if (ObjectDocument.ReadUuid(root) is null)
            ObjectDocument.AddUuid(root, newUuid());
        return Describe(document);
    }

    /// <summary>Makes the definition of a document that has a uuid.</summary>
    public static NetworkDefinition Describe(PositionedXml document)
    {
        var root = document.DocumentElement!;
        var name = ObjectDocument.ReadName(root);
        var uuid = ObjectDocument.ReadUuid(root)!.Value;
        _ = ObjectDocument.ReadSwitch(root, "ipv6");
        _ = ObjectDocument.ReadSwitch(root, "trustGuestRxFilters");
        var title = root.Child("title");
        if (title?.InnerText.Contains('\n', StringComparison.Ordinal) == true)
            throw XmlFaults.At(title, "The title must not contain a line break.");

        var addresses = NetworkAddressReader.ReadAll(root);
        var forward = NetworkForwardReader.Read(root, addresses.Length > 0);
        var bridge = ReadBridge(root, forward);
        var mtu = ReadNumber(root.Child("mtu"), "size", 1, uint.MaxValue);
        if (root.Child("mac") is { } mac)
            _ = DhcpReader.RequireMac(mac, ObjectDocument.RequireAttribute(mac, "address"));
        foreach (var tag in root.Child("vlan")?.Children("tag") ?? [])
            CheckNumber(tag, "id", 0, 4095);
        NetworkDnsReader.Check(root.Child("dns"));
        foreach (var route in root.Children("route"))
            NetworkAddressReader.CheckRoute(route, addresses);
        foreach (var group in root.Children("portgroup"))
            CheckPortGroup(group);

        return new NetworkDefinition
        {
            Xml = DomainXmlWriter.Write(document).Text,
            Name = name,
            Uuid = uuid,
            Title = title?.InnerText,
            Forward = forward,
            Bridge = bridge,
            Mtu = (long?)mtu,
            Addresses = addresses,
        };
    }

    /// <summary>Refuses a portgroup that libvirt would.</summary>
    public static void CheckPortGroup(XmlElement group)
    {
        _ = ObjectDocument.RequireAttribute(group, "name");
        _ = ObjectDocument.ReadSwitch(group, "default");
        _ = ObjectDocument.ReadSwitch(group, "trustGuestRxFilters");
        foreach (var tag in group.Child("vlan")?.Children("tag") ?? [])
            CheckNumber(tag, "id", 0, 4095);
    }

    private static string? ReadBridge(XmlElement root, NetworkForwardMode forward)
    {
        var element = root.Child("bridge");
        var name = element?.Attribute("name") is { Length: > 0 } text ? text : null;
        if (element is not null)
        {
            CheckNumber(element, "delay", 0, ulong.MaxValue);
            _ = ObjectDocument.ReadSwitch(element, "stp", "on", "off");
        }

        if (name is null)
            return null;
        if (DomainName.FaultOf(name) is { } fault)
            throw XmlFaults.At(element!, fault);
        if (forward.Value is NetworkForwardMode.Known.Private or NetworkForwardMode.Known.Vepa
            or NetworkForwardMode.Known.Passthrough or NetworkForwardMode.Known.Hostdev)
        {
            throw XmlFaults.At(element!, $"A network with the forward mode '{forward}' has no bridge.");
        }

        if (forward == NetworkForwardMode.Bridge && NetworkForwardReader.Devices(root).Any())
            throw XmlFaults.At(element!, "A network with the forward mode 'bridge' has either a bridge or interfaces to forward over, not both.");
        return name;
    }

    private static void CheckNumber(XmlElement element, string attribute, ulong min, ulong max) => ReadNumber(element, attribute, min, max);

    private static ulong? ReadNumber(XmlElement? element, string attribute, ulong min, ulong max)
    {
        if (element?.Attribute(attribute) is not { } text)
            return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw XmlFaults.At(element, $"The attribute '{attribute}' must be a whole number from {min} to {max}, not '{text}'.");
    }
}
