using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>The errors about devices, in the simulator's own words.</summary>
internal static class DeviceRefusals
{
    public static HostException NoDevice(SimulatedDomain domain, string kind, string device, IEnumerable<XmlElement> devices) =>
        NoDevice(domain, kind, device, [.. devices.Select(d => d.DeviceName())]);

    public static HostException NoDevice(SimulatedDomain domain, string kind, string device, IReadOnlyList<string> devices) => new NoDeviceException(
        $"Domain '{domain.Name}' has no {kind} '{device}'{(devices.Count == 0 ? ", nor any other" : ", but " + string.Join(", ", devices))}.",
        new NoDeviceDetails { Kind = kind, Device = device, Devices = devices }).About(domain.Reference);

    public static HostException Ambiguous(SimulatedDomain domain, string kind, IReadOnlyList<XmlElement> devices) => new DeviceAmbiguousException(
        $"Several devices of domain '{domain.Name}' match the {kind}.",
        new DeviceAmbiguousDetails { Kind = kind, Devices = [.. devices.Select(d => d.DeviceName())] }).About(domain.Reference);

    public static HostException Exists(SimulatedDomain domain, string kind, string property, string value) => new DeviceExistsException(
        $"Domain '{domain.Name}' has a device already with the {property} '{value}' that the {kind} would have.",
        new DeviceExistsDetails { Kind = kind, Property = property, Value = value }).About(domain.Reference);

    public static HostException NotPluggable(SimulatedDomain domain, string kind, DomainAffect affect, string why) => new DeviceNotPluggableException(
        $"The {kind} of domain '{domain.Name}': {why}.", new DeviceNotPluggableDetails { Kind = kind, Affect = affect }).About(domain.Reference);

    public static HostException NotChangeable(SimulatedDomain domain, XmlElement device, string property) => new DeviceNotChangeableException(
        $"The {device.LocalName} '{device.DeviceName()}' of domain '{domain.Name}' cannot have another '{property}' while it is in use.",
        new DeviceNotChangeableDetails { Kind = device.LocalName, Device = device.DeviceName(), Property = property }).About(domain.Reference);
}
