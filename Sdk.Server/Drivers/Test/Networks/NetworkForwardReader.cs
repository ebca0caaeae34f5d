using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>Reads how a network's guests reach the world.</summary>
internal static class NetworkForwardReader
{
    /// <summary>The way of a document; a document without 'forward' has none.</summary>
    /// <param name="root">The document.</param>
    /// <param name="hasAddress">Whether the network has an address, which a way by the host's own routes needs.</param>
    public static NetworkForwardMode Read(XmlElement root, bool hasAddress)
    {
        if (root.Child("forward") is not { } element)
            return NetworkForwardMode.None;
        var mode = ModeOf(element);
        CheckDevices(element);
        CheckNat(element);
        var needsAddress = mode.Value is NetworkForwardMode.Known.Nat or NetworkForwardMode.Known.Route or NetworkForwardMode.Known.Open;
        if (needsAddress && !hasAddress)
            throw XmlFaults.At(element, $"A network with the forward mode '{mode}' needs an 'ip'.");
        if (needsAddress && element.Children("interface").Skip(1).FirstOrDefault() is { } further)
            throw XmlFaults.At(further, $"A network with the forward mode '{mode}' leads over one interface at most.");
        return mode;
    }

    /// <summary>The interfaces of the host that the way leads over, in their order.</summary>
    public static IEnumerable<string> Devices(XmlElement root)
    {
        if (root.Child("forward") is not { } forward)
            return [];
        var listed = forward.Children("interface").Select(static i => i.Attribute("dev") ?? "").ToList();
        return listed.Count == 0 && forward.Attribute("dev") is { } only ? [only] : listed;
    }

    private static NetworkForwardMode ModeOf(XmlElement forward) => forward.Attribute("mode") switch
    {
        null or "nat" => NetworkForwardMode.Nat,
        "none" => NetworkForwardMode.None,
        "route" => NetworkForwardMode.Route,
        "open" => NetworkForwardMode.Open,
        "bridge" => NetworkForwardMode.Bridge,
        "private" => NetworkForwardMode.Private,
        "vepa" => NetworkForwardMode.Vepa,
        "passthrough" => NetworkForwardMode.Passthrough,
        "hostdev" => NetworkForwardMode.Hostdev,
        var text => throw XmlFaults.At(forward, $"'{text}' is no known mode to forward by."),
    };

    private static void CheckDevices(XmlElement forward)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in forward.Children("interface"))
        {
            if (!seen.Add(ObjectDocument.RequireAttribute(item, "dev")))
                throw XmlFaults.At(item, $"The interface '{item.Attribute("dev")}' is listed twice.");
        }

        if (forward.Attribute("dev") is { } device && forward.Child("interface") is { } first && first.Attribute("dev") != device)
            throw XmlFaults.At(forward, $"The attribute 'dev' must name the first interface, not '{device}'.");
        if (forward.Children("pf").Skip(1).FirstOrDefault() is { } second)
            throw XmlFaults.At(second, "There can be only one 'pf'.");
        if (forward.Child("pf") is { } function)
            _ = ObjectDocument.RequireAttribute(function, "dev");
    }

    private static void CheckNat(XmlElement forward)
    {
        if (forward.Child("nat") is not { } nat)
            return;
        _ = ObjectDocument.ReadSwitch(nat, "ipv6");
        if (nat.Child("address") is { } address)
        {
            var start = NetworkAddressReader.RequireAddress(address, "start");
            var end = NetworkAddressReader.RequireAddress(address, "end");
            if (start.AddressFamily != end.AddressFamily || AddressNumber.Of(start) > AddressNumber.Of(end))
                throw XmlFaults.At(address, $"The addresses from '{start}' to '{end}' are reversed.");
        }

        if (nat.Child("port") is { } port && RequirePort(port, "start") > RequirePort(port, "end"))
            throw XmlFaults.At(port, "The ports are reversed.");
    }

    private static ushort RequirePort(XmlElement element, string attribute)
    {
        var text = ObjectDocument.RequireAttribute(element, attribute);
        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw XmlFaults.At(element, $"'{text}' is no port.");
    }
}
