using System.Collections.Frozen;
using System.Text.RegularExpressions;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>What a device's element must have, and which words it may use, by libvirt's rules. What is unknown beside that is kept.</summary>
internal static partial class DeviceChecks
{
    private static readonly FrozenSet<string> DiskTypes = Words("file block dir network volume nvme vhostuser vhostvdpa");
    private static readonly FrozenSet<string> DiskDevices = Words("disk cdrom floppy lun");
    private static readonly FrozenSet<string> DiskBuses = Words("ide fdc scsi virtio xen usb uml sata sd none nvme");
    private static readonly FrozenSet<string> InterfaceTypes =
        Words("user ethernet vhostuser server client mcast network bridge internal direct hostdev udp vdpa null vds");

    private static readonly FrozenSet<string> ControllerTypes = Words("ide fdc scsi sata virtio-serial ccid usb pci xenbus isa nvme");
    private static readonly FrozenSet<string> CharacterTypes =
        Words("null vc pty dev file pipe stdio udp tcp unix spicevmc spiceport nmdm qemu-vdagent dbus");

    private static readonly FrozenSet<string> InputTypes = Words("mouse tablet keyboard passthrough evdev");
    private static readonly FrozenSet<string> WatchdogModels = Words("i6300esb ib700 diag288 itco");
    private static readonly FrozenSet<string> GraphicsTypes = Words("sdl vnc rdp desktop spice egl-headless dbus");
    private static readonly FrozenSet<string> RngModels = Words("virtio virtio-transitional virtio-non-transitional");
    private static readonly FrozenSet<string> MemoryModels = Words("dimm nvdimm virtio-pmem virtio-mem sgx-epc");
    private static readonly FrozenSet<string> LinkStates = Words("up down");

    /// <summary>Refuses a device that lacks what it must have.</summary>
    /// <exception cref="XmlInvalidException">Says what, and where.</exception>
    public static void Require(XmlElement device)
    {
        switch (device.LocalName)
        {
            case "disk":
                Disk(device);
                break;
            case "interface":
                Interface(device);
                break;
            case "controller":
                Word(device, "type", ControllerTypes, required: true);
                Number(device, "index");
                break;
            case "channel" or "console" or "serial" or "parallel":
                Character(device);
                break;
            case "graphics":
                Word(device, "type", GraphicsTypes, required: true);
                break;
            case "hostdev":
                Present(device, "mode");
                Present(device, "type");
                Child(device, "source");
                break;
            case "filesystem":
                Child(device, "source");
                Present(Child(device, "target"), "dir");
                break;
            case "rng":
                Word(device, "model", RngModels, required: true);
                Present(Child(device, "backend"), "model");
                break;
            case "watchdog":
                Word(device, "model", WatchdogModels, required: true);
                break;
            case "input":
                Word(device, "type", InputTypes, required: true);
                break;
            case "memory":
                Word(device, "model", MemoryModels, required: true);
                DomainResourcesReader.ReadSize(Child(Child(device, "target"), "size"));
                break;
            case "shmem":
                Present(device, "name");
                break;
            case "lease":
                Child(device, "key");
                Present(Child(device, "target"), "path");
                break;
            default:
                break;
        }
    }

    /// <summary>Whether a text is a hardware address.</summary>
    public static bool IsMac(string text) => MacAddress().IsMatch(text);

    private static void Disk(XmlElement disk)
    {
        Word(disk, "type", DiskTypes);
        var device = Word(disk, "device", DiskDevices) ?? "disk";
        var target = Child(disk, "target");
        Present(target, "dev");
        Word(target, "bus", DiskBuses);
        var type = disk.Attribute("type") ?? "file";
        var source = disk.Child("source");
        if (source is null)
        {
            if (device is "disk" or "lun")
                throw XmlFaults.At(disk, $"A device '{device}' needs a 'source'.");
            return;
        }

        foreach (var attribute in type switch
        {
            "file" => ["file"],
            "block" or "vhostvdpa" => ["dev"],
            "dir" => ["dir"],
            "network" => ["protocol"],
            "volume" => (string[])["pool", "volume"],
            _ => [],
        })
        {
            if (device is "disk" or "lun" || source.HasAttributes)
                Present(source, attribute);
        }
    }

    private static void Interface(XmlElement device)
    {
        var type = Word(device, "type", InterfaceTypes, required: true);
        if (type is "network" or "bridge")
            Present(Child(device, "source"), type);
        if (type is "direct")
            Present(Child(device, "source"), "dev");
        if (device.Child("mac") is { } mac)
        {
            var address = Present(mac, "address");
            if (!IsMac(address))
                throw XmlFaults.At(mac, $"'{address}' is no hardware address: six pairs of hexadecimal digits with colons.");
            if ((Convert.ToByte(address[..2], 16) & 1) == 1)
                throw XmlFaults.At(mac, $"'{address}' is the address of a group, not of an interface.");
        }

        if (device.Child("link") is { } link)
            Word(link, "state", LinkStates, required: true);
    }

    private static void Character(XmlElement device)
    {
        Word(device, "type", CharacterTypes, required: true);
        if (device.LocalName != "channel")
            return;
        var target = Child(device, "target");
        if (Present(target, "type") is not ("virtio" or "guestfwd" or "xen") and var type)
            throw XmlFaults.At(target, $"'{type}' is no known type of a channel's 'target'.");
    }

    private static XmlElement Child(XmlElement element, string name) =>
        element.Child(name) ?? throw XmlFaults.At(element, $"'{element.LocalName}' has no '{name}'.");

    private static string Present(XmlElement element, string attribute) => element.Attribute(attribute) is { Length: > 0 } value
        ? value
        : throw XmlFaults.At(element, $"'{element.LocalName}' has no attribute '{attribute}'.");

    private static string? Word(XmlElement element, string attribute, FrozenSet<string> words, bool required = false)
    {
        if (element.Attribute(attribute) is not { } word)
            return required ? Present(element, attribute) : null;
        return words.Contains(word)
            ? word
            : throw XmlFaults.At(element, $"'{word}' is no known '{attribute}' of '{element.LocalName}', but one of {string.Join(", ", words.Order(StringComparer.Ordinal))}.");
    }

    private static void Number(XmlElement element, string attribute)
    {
        if (element.Attribute(attribute) is { } text && !(MemorySize.TryReadNumber(text, out var number) && number <= int.MaxValue))
            throw XmlFaults.At(element, $"'{text}' is not a number for '{attribute}'.");
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex MacAddress();
}
