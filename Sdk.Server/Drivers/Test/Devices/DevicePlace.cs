using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>The place of a device on a bus of the guest, in one form however it is written.</summary>
internal static class DevicePlace
{
    private static readonly Dictionary<string, string[]> Numbers = new(StringComparer.Ordinal)
    {
        ["pci"] = ["domain", "bus", "slot", "function"],
        ["drive"] = ["controller", "bus", "target", "unit"],
        ["virtio-serial"] = ["controller", "bus", "port"],
        ["ccid"] = ["controller", "slot"],
        ["usb"] = ["bus", "port"],
        ["ccw"] = ["cssid", "ssid", "devno"],
        ["dimm"] = ["slot"],
    };

    /// <summary>The place that a device says it has: <c>pci 0:1:0:0</c>; null where it says none.</summary>
    public static string? Of(XmlElement device)
    {
        if (device.Child("address") is not { } address || address.Attribute("type") is not { } type || !Numbers.TryGetValue(type, out var names))
            return null;
        if (!names.Any(address.HasAttribute))
            return null;

        // Drives of different controllers are numbered apart.
        var bus = type == "drive" && device.LocalName == "disk" ? device.DiskBus() + " " : "";
        return type + " " + bus + string.Join(':', names.Select(name => Normal(address.Attribute(name) ?? "0")));
    }

    private static string Normal(string number)
    {
        var isHexadecimal = number.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var digits = isHexadecimal ? number.AsSpan(2) : number;
        return uint.TryParse(digits, isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : number;
    }
}
