using System.Globalization;
using System.Net;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Specs;

/// <summary>Puts the addresses of a spec into a network document: those that stay keep what else they have.</summary>
internal static class NetworkAddressEditor
{
    /// <summary>Makes the document's addresses those of the spec.</summary>
    public static void Apply(XmlElement root, IReadOnlyList<NetworkIpSpec> ips)
    {
        foreach (var element in root.Children("ip").ToList())
        {
            if (!ips.Any(ip => IsOf(element, "address", ip.Address)))
                element.RemoveIndented();
        }

        foreach (var ip in ips)
        {
            var element = root.Children("ip").FirstOrDefault(e => IsOf(e, "address", ip.Address)) ?? Add(root, ip);
            SetPrefix(element, ip.Prefix);
            if (ip.Ranges is { } ranges)
                Sync(element, "range", ranges, IsRange, static (e, range) => Write(e, ("start", range.Start), ("end", range.End)));
            if (ip.Hosts is { } hosts)
            {
                Sync(element, "host", hosts, IsHost, static (e, host) =>
                    Write(e, ("mac", host.Mac), ("id", host.Id), ("name", host.Name), ("ip", host.Address)));
            }
        }
    }

    private static XmlElement Add(XmlElement root, NetworkIpSpec ip)
    {
        var element = NetworkElementOrder.Insert(root, "ip");
        if (ip.Address.Contains(':', StringComparison.Ordinal))
            element.SetAttribute("family", "ipv6");
        element.SetAttribute("address", ip.Address);
        element.SetAttribute("prefix", ip.Prefix.ToString(CultureInfo.InvariantCulture));
        return element;
    }

    private static void SetPrefix(XmlElement element, int prefix)
    {
        if (NetworkAddressReader.TryReadPrefix(element) == prefix)
            return;
        element.RemoveAttribute("netmask");
        element.SetAttribute("prefix", prefix.ToString(CultureInfo.InvariantCulture));
    }

    // Entries that are asked for and there stay as they are; the others go, or come behind them.
    private static void Sync<T>(
        XmlElement ip, string name, IReadOnlyList<T> asked, Func<XmlElement, T, bool> isSame, Action<XmlElement, T> write)
    {
        var dhcp = ip.Child("dhcp");
        foreach (var element in (dhcp?.Children(name) ?? []).ToList())
        {
            if (!asked.Any(item => isSame(element, item)))
                element.RemoveIndented();
        }

        foreach (var item in asked)
        {
            if (dhcp?.Children(name).Any(e => isSame(e, item)) == true)
                continue;
            dhcp ??= ip.AppendElement("dhcp");
            var added = dhcp.OwnerDocument.CreateElement(name);
            write(added, item);
            if (dhcp.Children(name).LastOrDefault() is { } last)
                dhcp.InsertIndented(added, last);
            else
                dhcp.AppendIndented(added);
        }

        if (dhcp is not null && !dhcp.ChildNodes.OfType<XmlElement>().Any())
            dhcp.RemoveIndented();
    }

    private static bool IsRange(XmlElement element, NetworkRangeSpec range) => IsOf(element, "start", range.Start) && IsOf(element, "end", range.End);

    private static bool IsHost(XmlElement element, NetworkHostSpec host) =>
        string.Equals(element.Attribute("mac"), host.Mac, StringComparison.OrdinalIgnoreCase)
        && element.Attribute("id") == host.Id
        && element.Attribute("name") == host.Name
        && IsOf(element, "ip", host.Address);

    private static void Write(XmlElement element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                element.SetAttribute(name, value);
        }
    }

    // Addresses have several forms.
    private static bool IsOf(XmlElement element, string attribute, string address)
    {
        var text = element.Attribute(attribute);
        return text == address
            || (text is not null && IPAddress.TryParse(text, out var one) && IPAddress.TryParse(address, out var other) && one.Equals(other));
    }
}
