using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>What no two devices of a domain may have.</summary>
internal static class DeviceClashes
{
    /// <summary>Refuses a device that has what another has already.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="root">Its document.</param>
    /// <param name="device">The device that shall be added.</param>
    /// <param name="except">A device that goes away for it, or null.</param>
    public static void Refuse(SimulatedDomain domain, XmlElement root, XmlElement device, XmlElement? except = null)
    {
        var others = root.Devices().Where(other => !ReferenceEquals(other, except)).ToList();
        var alike = others.Where(other => other.LocalName == device.LocalName).ToList();
        foreach (var (property, value, same) in Unique(device))
        {
            if (value is not null && (property is "address" or "alias" ? others : alike).Any(other => same(other) == value))
                throw DeviceRefusals.Exists(domain, device.LocalName, property, value);
        }

        if (device.LocalName is "watchdog" or "vsock" && alike.Count > 0)
            throw DeviceRefusals.Exists(domain, device.LocalName, device.LocalName, alike[0].DeviceName());
    }

    /// <summary>The lowest number that no controller of that type has.</summary>
    public static string FreeIndex(XmlElement root, string? type)
    {
        var taken = root.Devices("controller").Where(c => c.Attribute("type") == type).Select(c => c.Attribute("index") ?? "0").ToHashSet();
        return Enumerable.Range(0, taken.Count + 1).Select(i => i.ToString(CultureInfo.InvariantCulture)).First(i => !taken.Contains(i));
    }

    private static IEnumerable<(string Property, string? Value, Func<XmlElement, string?> Same)> Unique(XmlElement device)
    {
        Func<XmlElement, string?>? key = device.LocalName switch
        {
            "disk" => d => d.Target("dev"),
            "filesystem" => d => d.Target("dir"),
            "channel" => d => d.Target("name"),
            _ => null,
        };
        if (key is not null)
            yield return ("target", key(device), key);
        if (device.LocalName == "interface")
        {
            yield return ("mac", device.Mac(), d => d.Mac());
            yield return ("target", device.Target("dev"), d => d.Target("dev"));
        }

        if (device.LocalName == "controller")
            yield return ("index", device.HasAttribute("index") ? Index(device) : null, Index);
        if (device.LocalName == "shmem")
            yield return ("name", device.Attribute("name"), d => d.Attribute("name"));
        if (device.LocalName == "lease")
            yield return ("key", Lease(device), Lease);
        if (device.LocalName == "hostdev")
            yield return ("source", Source(device), Source);
        yield return ("address", DevicePlace.Of(device), DevicePlace.Of);
        yield return ("alias", device.Alias(), d => d.Alias());
    }

    private static string? Index(XmlElement controller) => controller.Attribute("type") + " " + (controller.Attribute("index") ?? "0");

    private static string? Lease(XmlElement lease) => lease.Child("lockspace")?.InnerText + " " + lease.Child("key")?.InnerText;

    private static string? Source(XmlElement device) => device.Child("source") is { } source ? DeviceEquality.Form(source) : null;
}
