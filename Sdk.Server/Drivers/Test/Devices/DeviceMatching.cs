using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>Which device of a domain a document means, by libvirt's rules.</summary>
internal static class DeviceMatching
{
    /// <summary>Finds the device that a document means.</summary>
    /// <param name="domain">The domain, for what is said when there is none.</param>
    /// <param name="root">The domain's document.</param>
    /// <param name="document">What is looked for.</param>
    public static XmlElement Find(SimulatedDomain domain, XmlElement root, DeviceDocument document)
    {
        var devices = root.Devices(document.Kind.Name).ToList();
        var found = devices.Where(Matches(document.Element)).ToList();
        if (found.Count == 0)
            throw DeviceRefusals.NoDevice(domain, document.Kind.Name, document.Element.DeviceName(), devices);

        // Of devices that are alike in everything the first will do; interfaces differ in what the document does not say.
        return found.Count == 1 || document.Kind.Name != "interface" ? found[0] : throw DeviceRefusals.Ambiguous(domain, document.Kind.Name, found);
    }

    private static Func<XmlElement, bool> Matches(XmlElement document)
    {
        switch (document.LocalName)
        {
            case "disk":
                return Same(document, d => d.Target("dev"));
            case "interface":
                return Interface(document);
            case "filesystem":
                return Same(document, d => d.Target("dir"));
            case "controller":
                return Same(document, d => d.Attribute("type") + " " + (d.Attribute("index") ?? "0"));
            case "graphics":
                return Same(document, d => d.Attribute("type"));
            case "shmem":
                return Same(document, d => d.Attribute("name"));
            case "lease":
                return Same(document, d => d.Child("lockspace")?.InnerText + " " + d.Child("key")?.InnerText);
            case "hostdev" when document.Child("source") is not null:
                return Same(document, d => d.Child("source") is { } source ? DeviceEquality.Form(source) : null);
            case "channel" when document.Target("name") is not null:
                return Same(document, d => d.Target("name"));
            default:
                return device => DeviceEquality.IsSame(document, device);
        }
    }

    private static Func<XmlElement, bool> Same(XmlElement document, Func<XmlElement, string?> key)
    {
        var wanted = key(document);
        return device => key(device) == wanted;
    }

    private static Func<XmlElement, bool> Interface(XmlElement document)
    {
        var mac = document.Mac();
        var place = DevicePlace.Of(document);
        var alias = document.Alias();
        return device => (mac is null || device.Mac() == mac)
            && (place is null || DevicePlace.Of(device) == place)
            && (alias is null || device.Alias() == alias);
    }
}
