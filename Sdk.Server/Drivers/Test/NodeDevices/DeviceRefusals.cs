using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.NodeDevices;

/// <summary>The errors of node devices, in the simulator's own words: what, which object and why.</summary>
internal static class DeviceRefusals
{
    public static HostException NoDevice(NodeDeviceRef reference) => new NoNodeDeviceException(
        $"No node device is named '{reference.Name}'.", new NoNodeDeviceDetails { Device = reference.Name ?? "" }).About(reference);

    public static HostException NoDevice(WorldWideNames names) => new NoNodeDeviceException(
        $"No host bus adapter has the world wide names {names}.", new NoNodeDeviceDetails { Device = names.ToString() });

    public static HostException Exists(SimulatedDevice holder, string what) => new NodeDeviceExistsException(
        $"The node device '{holder.Name}' has {what} already.", new NodeDeviceExistsDetails { Name = holder.Name }).About(holder.Reference);

    public static HostException Active(SimulatedDevice device) =>
        new NodeDeviceActiveException($"The node device '{device.Name}' is active already.").About(device.Reference);

    public static HostException NotActive(SimulatedDevice device) =>
        new NodeDeviceNotActiveException($"The node device '{device.Name}' is not active: it is only defined.").About(device.Reference);

    public static HostException NotPersistent(SimulatedDevice device) => new NodeDeviceNotPersistentException(
        $"The node device '{device.Name}' has no definition: it is gone with its end.").About(device.Reference);

    public static HostException UsedByDomain(SimulatedDevice device, string domain) => new NodeDeviceInUseException(
        $"The node device '{device.Name}' is used by the domain '{domain}'.", new NodeDeviceInUseDetails { Domain = domain }).About(device.Reference);

    public static HostException UsedByDevice(SimulatedDevice device, string child) => new NodeDeviceInUseException(
        $"The node device '{device.Name}' is used by the device '{child}', which belongs to it.",
        new NodeDeviceInUseDetails { Device = child }).About(device.Reference);

    public static HostException Unsuitable(SimulatedDevice device, string why) => new NodeDeviceUnsuitableException(
        $"The node device '{device.Name}' does not fit: {why}.",
        new NodeDeviceUnsuitableDetails { Capabilities = device.Current.Capabilities }).About(device.Reference);

    public static HostException Unsuitable(DeviceDefinition definition, string why) => new NodeDeviceUnsuitableException(
        $"The document is of the kind '{definition.Kind}': {why}.",
        new NodeDeviceUnsuitableDetails { Capabilities = definition.Capabilities });

    public static HostException ParentUnsuitable(string? parent, string why) =>
        new NodeDeviceParentUnsuitableException(why, new NodeDeviceParentUnsuitableDetails { Parent = parent });

    public static HostException DriverUnsupported(SimulatedDevice device, string driver) => new ArgumentUnsupportedException(
        $"'{driver}' cannot take over a PCI device here: there is only 'vfio'.",
        new ArgumentUnsupportedDetails { Parameter = "driver" }).About(device.Reference);

    public static HostException OneOfTwo() => new InvalidArgumentException(
        "Either 'xml' or 'device' must be given.", new InvalidArgumentDetails { Parameter = "xml" });

    public static HostException RevisionMismatch(SimulatedDevice device, string expected) => new RevisionMismatchException(
        $"The node device '{device.Name}' has been changed since: its revision is no longer '{expected}'.",
        new RevisionMismatchDetails { Expected = expected, Actual = device.Revision }).About(device.Reference);

    public static HostException RevisionOfNothing(string name, string expected) => new RevisionMismatchException(
        $"There is no node device '{name}' that could have the revision '{expected}'.", new RevisionMismatchDetails { Expected = expected });
}
