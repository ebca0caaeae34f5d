using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>Reads what a network's DHCP server gives out.</summary>
internal static partial class DhcpReader
{
    private static readonly TimeSpan UsualLeaseTime = TimeSpan.FromHours(1);

    /// <summary>An address with what its 'dhcp' element gives out beside it.</summary>
    public static NetworkAddress Read(XmlElement? dhcp, NetworkAddress address)
    {
        if (dhcp is null)
            return address;
        return address with
        {
            Ranges = [.. dhcp.Children("range").Select(range => ReadRange(range, address))],
            Hosts = [.. dhcp.Children("host").Select(host => ReadHost(host, address, isPattern: false))],
        };
    }

    /// <summary>A 'range' element: its addresses lie in the network and in the right order.</summary>
    public static DhcpRange ReadRange(XmlElement element, NetworkAddress network)
    {
        var start = NetworkAddressReader.RequireAddress(element, "start");
        var end = NetworkAddressReader.RequireAddress(element, "end");
        if (!network.Contains(start) || !network.Contains(end))
            throw XmlFaults.At(element, $"The addresses from '{start}' to '{end}' are not all in the network {network.Address}/{network.Prefix}.");
        if (AddressNumber.Of(start) > AddressNumber.Of(end))
            throw XmlFaults.At(element, $"The addresses from '{start}' to '{end}' are reversed.");
        if (network.Family == IpFamily.Ipv4 && network.Prefix < 31)
        {
            if (AddressNumber.Of(start) == network.First)
                throw XmlFaults.At(element, $"'{start}' is the address of the network itself.");
            if (AddressNumber.Of(end) == network.Last)
                throw XmlFaults.At(element, $"'{end}' is the address of all of the network.");
        }

        return new DhcpRange(start, end, ReadLeaseTime(element));
    }

    /// <summary>A 'host' element.</summary>
    /// <param name="element">The element.</param>
    /// <param name="network">The address that it stands beside.</param>
    /// <param name="isPattern">Whether an entry is looked for, by any of its attributes.</param>
    public static DhcpHost ReadHost(XmlElement element, NetworkAddress network, bool isPattern)
    {
        var mac = element.Attribute("mac") is { } text ? RequireMac(element, text) : null;
        var id = element.Attribute("id");
        var name = element.Attribute("name");
        if (name is not null && (name.Length == 0 || !char.IsAsciiLetterOrDigit(name[0])))
            throw XmlFaults.At(element, $"'{name}' is no name of a host.");
        if (network.Family == IpFamily.Ipv6)
        {
            if (mac is not null)
                throw XmlFaults.At(element, "A host of an IPv6 network is known by its 'id' or its name, not by its hardware address.");
            if (id is not null && !Duid().IsMatch(id))
                throw XmlFaults.At(element, $"'{id}' is no DUID: pairs of hexadecimal digits with colons.");
            if (id is null && name is null && !isPattern)
                throw XmlFaults.At(element, "A host of an IPv6 network needs an 'id' or a name.");
        }
        else if (mac is null && name is null && !isPattern)
        {
            throw XmlFaults.At(element, "A host needs a hardware address or a name.");
        }

        var address = element.Attribute("ip") is null && isPattern ? null : NetworkAddressReader.RequireAddress(element, "ip");
        if (address is not null && address.AddressFamily != network.Address.AddressFamily)
            throw XmlFaults.At(element, $"'{address}' is not of the family of '{network.Address}'.");
        return new DhcpHost(mac, id, name, address, ReadLeaseTime(element));
    }

    /// <summary>A hardware address of one device, in small letters.</summary>
    public static string RequireMac(XmlElement element, string text)
    {
        if (!Mac().IsMatch(text))
            throw XmlFaults.At(element, $"'{text}' is no hardware address.");
        var isMulticast = (int.Parse(text[..2], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 1) != 0;
        return isMulticast
            ? throw XmlFaults.At(element, $"'{text}' is the hardware address of a group, not of one device.")
            : text.ToLowerInvariant();
    }

    private static TimeSpan? ReadLeaseTime(XmlElement element)
    {
        if (element.Child("lease") is not { } lease)
            return UsualLeaseTime;
        var text = ObjectDocument.RequireAttribute(lease, "expiry");
        var seconds = lease.Attribute("unit") switch
        {
            "seconds" => 1,
            null or "minutes" => 60,
            "hours" => 3600,
            var unit => throw XmlFaults.At(lease, $"'{unit}' is no unit of a lease: seconds, minutes or hours."),
        };
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw XmlFaults.At(lease, $"'{text}' is no whole number of a lease's time.");
        var time = TimeSpan.FromSeconds((double)number * seconds);
        if (number > 0 && time < TimeSpan.FromMinutes(2))
            throw XmlFaults.At(lease, "A lease holds for two minutes at least.");
        return number == 0 ? null : time;
    }

    [GeneratedRegex("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$", RegexOptions.CultureInvariant)]
    private static partial Regex Mac();

    [GeneratedRegex("^[0-9A-Fa-f]{1,2}(:[0-9A-Fa-f]{1,2})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Duid();
}
