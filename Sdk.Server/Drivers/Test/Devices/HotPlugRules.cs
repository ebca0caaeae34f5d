using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>Which devices can be plugged into, and out of, a guest that runs, as libvirt's QEMU driver has it.</summary>
internal static class HotPlugRules
{
    /// <summary>Refuses a device that cannot be plugged.</summary>
    public static void Require(SimulatedDomain domain, DeviceKind kind, XmlElement device, bool live)
    {
        if (!live && !kind.Cold)
            throw DeviceRefusals.NotPluggable(domain, kind.Name, DomainAffect.Config, "devices of this kind belong to the guest's hardware as it was defined");
        if (live && (kind.Hot ? FaultOf(domain, device) : "devices of this kind cannot be plugged while the guest runs") is { } fault)
            throw DeviceRefusals.NotPluggable(domain, kind.Name, DomainAffect.Live, fault);
    }

    private static string? FaultOf(SimulatedDomain domain, XmlElement device)
    {
        switch (device.LocalName)
        {
            case "disk" when device.DiskBus() is not ("virtio" or "scsi" or "usb" or "nvme") and var bus:
                return $"disks on the bus '{bus}' cannot be plugged while the guest runs";
            case "disk" when device.Attribute("device") == "floppy":
                return "floppy drives cannot be plugged while the guest runs";
            case "controller" when device.Attribute("type") is not "scsi" and var type:
                return $"controllers of the type '{type}' cannot be plugged while the guest runs";
            case "filesystem" when device.Child("driver")?.Attribute("type") != "virtiofs":
                return "only file systems with the driver 'virtiofs' can be plugged while the guest runs";
            case "console" when device.Child("target")?.Attribute("type") is not "virtio" and var type:
                return $"consoles with the target '{type ?? "serial"}' cannot be plugged while the guest runs";
            case "channel" when device.Target("type") is not "virtio" and var type:
                return $"channels with the target '{type}' cannot be plugged while the guest runs";
            case "serial" when device.Target("type") is not ("usb-serial" or "pci-serial"):
                return "only serial devices on USB or PCI can be plugged while the guest runs";
            case "parallel":
                return "parallel devices cannot be plugged while the guest runs";
            case "memory" when domain.Live!.PluggableMemory is null:
                return "the guest has no slots for memory, as 'maxMemory' would give it";
            default:
                return null;
        }
    }
}
