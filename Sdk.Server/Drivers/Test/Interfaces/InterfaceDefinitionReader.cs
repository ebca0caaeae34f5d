using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Networks;

namespace Virtwire.Sdk.Server.Drivers.Test.Interfaces;

/// <summary>Makes definitions from interface documents: what libvirt requires is checked, everything else is kept as it stands.</summary>
internal static class InterfaceDefinitionReader
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlInvalidException">The document is not one of an interface.</exception>
    public static InterfaceDefinition Read(string text)
    {
        var document = ObjectDocument.Read(text, "interface");
        var root = document.DocumentElement!;
        var type = ReadType(root);
        var name = ObjectDocument.RequireName(root, root.Attribute("name") ?? "");
        foreach (var part in new[] { "bridge", "bond", "vlan" })
        {
            if (type.ToString() == part && root.Child(part) is null)
                throw XmlFaults.At(root, $"An interface of the type '{part}' has no element '{part}'.");
        }

        return new InterfaceDefinition
        {
            Xml = DomainXmlWriter.Write(document).Text,
            Name = name,
            Type = type,
            Mac = root.Child("mac") is { } mac && mac.Attribute("address") is { } address ? DhcpReader.RequireMac(mac, address) : null,
            StartMode = ReadStartMode(root.Child("start")),
            Mtu = ReadMtu(root.Child("mtu")),
            Addresses = [.. root.Children("protocol").SelectMany(ReadProtocol)],
            Ports = ReadPorts(root, type),
        };
    }

    private static InterfaceType ReadType(XmlElement root) => ObjectDocument.RequireAttribute(root, "type") switch
    {
        "ethernet" => InterfaceType.Ethernet,
        "bridge" => InterfaceType.Bridge,
        "bond" => InterfaceType.Bond,
        "vlan" => InterfaceType.Vlan,
        var text => throw XmlFaults.At(root, $"'{text}' is no known type of an interface."),
    };

    private static InterfaceStartMode ReadStartMode(XmlElement? start) => start?.Attribute("mode") switch
    {
        null => InterfaceStartMode.Unspecified,
        "none" => InterfaceStartMode.None,
        "onboot" => InterfaceStartMode.Onboot,
        "hotplug" => InterfaceStartMode.Hotplug,
        var text => throw XmlFaults.At(start!, $"'{text}' is no known mode to start an interface by."),
    };

    private static long? ReadMtu(XmlElement? mtu)
    {
        if (mtu is null)
            return null;
        var text = ObjectDocument.RequireAttribute(mtu, "size");
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : throw XmlFaults.At(mtu, $"'{text}' is no size of packets.");
    }

    private static IEnumerable<string> ReadProtocol(XmlElement protocol)
    {
        var family = ObjectDocument.RequireAttribute(protocol, "family");
        if (family is not ("ipv4" or "ipv6"))
            throw XmlFaults.At(protocol, $"'{family}' is no known family of addresses.");
        var bits = family == "ipv4" ? 32 : 128;
        foreach (var ip in protocol.Children("ip"))
        {
            var address = NetworkAddressReader.RequireAddress(ip, "address");
            if (AddressNumber.Bits(address) != bits)
                throw XmlFaults.At(ip, $"The address '{address}' is not of the family {family}.");
            if (ip.Attribute("prefix") is not { } text)
                yield return address.ToString();
            else if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= bits)
                yield return $"{address}/{prefix}";
            else
                throw XmlFaults.At(ip, $"The prefix must be a whole number from 0 to {bits}, not '{text}'.");
        }

        foreach (var route in protocol.Children("route"))
            _ = NetworkAddressReader.RequireAddress(route, "gateway");
    }

    private static ImmutableArray<string> ReadPorts(XmlElement root, InterfaceType type)
    {
        var part = root.Child(type.ToString());
        if (part is not null && type == InterfaceType.Vlan)
        {
            var tag = ObjectDocument.RequireAttribute(part, "tag");
            if (!int.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 4095)
                throw XmlFaults.At(part, $"'{tag}' is no tag of a VLAN.");
            if (part.Child("interface") is null)
                throw XmlFaults.At(part, "The VLAN has no 'interface' below it.");
        }

        return [.. (part?.Children("interface") ?? []).Select(static port => ObjectDocument.RequireAttribute(port, "name"))];
    }
}
