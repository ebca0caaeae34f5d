using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Domains;

namespace Virtwire.Sdk.Server.Drivers.Test.NodeDevices;

/// <summary>Which domains have which devices of the host.</summary>
internal sealed class DeviceUsers(DomainStore domains)
{
    /// <summary>The name of an active domain that has the device; null for none. Under the simulation's lock.</summary>
    public string? Find(DeviceDefinition device)
    {
        if (device.Pci is null && device.Mediated is null)
            return null;
        return domains.List(static domain => domain.IsActive && domain.Live!.Xml.Contains("hostdev", StringComparison.Ordinal), after: null, int.MaxValue - 1)
            .Objects.FirstOrDefault(domain => Sources(domain.Live!.Xml).Any(address => IsOf(address, device)))?.Name;
    }

    // The source's address says which device of the host it is; the address beside it is the guest's.
    private static IEnumerable<XmlElement> Sources(string xml)
    {
        var devices = PositionedXml.Read(xml).DocumentElement!.Child("devices");
        var passed = devices?.Children("hostdev") ?? [];
        var interfaces = devices?.Children("interface").Where(i => i.Attribute("type") == "hostdev") ?? [];
        return passed.Concat(interfaces).Select(d => d.Child("source")?.Child("address")).OfType<XmlElement>();
    }

    private static bool IsOf(XmlElement address, DeviceDefinition device)
    {
        if (device.Mediated is { Uuid: { } uuid })
            return Guid.TryParse(address.Attribute("uuid"), out var given) && given == uuid;
        return device.Pci is { } pci && Number(address, "bus") is { } bus && Number(address, "slot") is { } slot
            && pci == new PciAddress(Number(address, "domain") ?? 0, bus, slot, Number(address, "function") ?? 0);
    }

    private static int? Number(XmlElement address, string name)
    {
        var text = address.Attribute(name) ?? "";
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return int.TryParse(isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
