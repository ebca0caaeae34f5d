using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Devices;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>Finds the disks that long work is about.</summary>
internal static class DomainDisks
{
    /// <summary>How much data the simulated host says that an image holds, in bytes.</summary>
    public const long ImageBytes = 1L << 30;

    /// <summary>The disk of that target or image of what the domain runs with, or is defined as.</summary>
    /// <exception cref="NoDeviceException">There is none.</exception>
    public static LayeredDisk Find(SimulatedDomain domain, string name) =>
        TryFind(domain.Current, name) ?? throw DeviceRefusals.NoDevice(domain, "disk", name, domain.Current.DiskTargets);

    /// <summary>The disk of that target or image; null for none.</summary>
    public static LayeredDisk? TryFind(DomainDefinition definition, string name)
    {
        var disks = LayeredDisk.Of(definition);
        return disks.FirstOrDefault(d => d.Target == name) ?? disks.FirstOrDefault(d => d.Source == name);
    }
}
