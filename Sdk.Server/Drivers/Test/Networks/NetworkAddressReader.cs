using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>Reads the addresses of a network document: its 'ip' elements and its routes.</summary>
internal static class NetworkAddressReader
{
    /// <summary>The addresses, in the order of the document.</summary>
    public static ImmutableArray<NetworkAddress> ReadAll(XmlElement root) => [.. root.Children("ip").Select(Read)];

    /// <summary>Refuses a route that leads nowhere.</summary>
    public static void CheckRoute(XmlElement route, ImmutableArray<NetworkAddress> addresses)
    {
        var target = RequireAddress(route, "address");
        _ = ReadPrefix(route, target);
        var gateway = RequireAddress(route, "gateway");
        if (!addresses.Any(a => a.Contains(gateway)))
            throw XmlFaults.At(route, $"The gateway '{gateway}' is in no network of an 'ip'.");
    }

    /// <summary>An attribute that must be there and be an address.</summary>
    public static IPAddress RequireAddress(XmlElement element, string attribute)
    {
        var text = ObjectDocument.RequireAttribute(element, attribute);
        return TryParse(text, out var address) ? address : throw XmlFaults.At(element, $"'{text}' is no IP address.");
    }

    /// <summary>Reads an address: four numbers with dots, or groups of hexadecimal digits with colons, and nothing else.</summary>
    public static bool TryParse(string text, out IPAddress address) =>
        IPAddress.TryParse(text, out address!)
        && text.AsSpan().IndexOfAny("%[]") < 0
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.AsSpan().Count('.') == 3);

    /// <summary>The prefix of an 'ip' that has an address already; null where it has none or contradicts itself.</summary>
    public static int? TryReadPrefix(XmlElement element)
    {
        try
        {
            return ReadPrefix(element, RequireAddress(element, "address"));
        }
        catch (XmlInvalidException)
        {
            return null;
        }
    }

    private static NetworkAddress Read(XmlElement element)
    {
        var address = RequireAddress(element, "address");
        var family = element.Attribute("family");
        var expected = address.AddressFamily == AddressFamily.InterNetwork ? "ipv4" : "ipv6";
        if (family is not (null or "ipv4" or "ipv6"))
            throw XmlFaults.At(element, $"'{family}' is no family of addresses.");
        if (family is not null && family != expected)
            throw XmlFaults.At(element, $"The address '{address}' is of the family {expected}, not {family}.");

        // An address of IPv6 must always say its family, as in libvirt, which takes one without it for IPv4.
        if (family is null && expected == "ipv6")
            throw XmlFaults.At(element, $"The address '{address}' needs the attribute 'family' with the value 'ipv6'.");
        return DhcpReader.Read(element.Child("dhcp"), new NetworkAddress(address, ReadPrefix(element, address)));
    }

    private static int ReadPrefix(XmlElement element, IPAddress address)
    {
        var bits = AddressNumber.Bits(address);
        var mask = element.Attribute("netmask");
        if (element.Attribute("prefix") is { } text)
        {
            if (mask is not null)
                throw XmlFaults.At(element, "There can be either a prefix or a netmask, not both.");
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= bits
                ? prefix
                : throw XmlFaults.At(element, $"The prefix must be a whole number from 0 to {bits}, not '{text}'.");
        }

        if (mask is not null)
            return PrefixOf(element, mask, address);
        if (bits == 128)
            return 64;

        // What the class of the address says, from the time before netmasks.
        var number = (uint)AddressNumber.Of(address);
        return BitOperations.LeadingZeroCount(~number) switch { 0 => 8, 1 => 16, _ => 24 };
    }

    private static int PrefixOf(XmlElement element, string mask, IPAddress address)
    {
        if (!TryParse(mask, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork || parsed.AddressFamily != address.AddressFamily)
            throw XmlFaults.At(element, $"'{mask}' is no netmask of '{address}'.");
        var number = (uint)AddressNumber.Of(parsed);
        var prefix = BitOperations.LeadingZeroCount(~number);
        return number << prefix == 0 || prefix == 32
            ? prefix
            : throw XmlFaults.At(element, $"The netmask '{mask}' has gaps.");
    }
}
