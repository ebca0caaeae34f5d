using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>What devices are called: by what tells them from others of their kind.</summary>
internal static class DeviceNames
{
    extension(XmlElement device)
    {
        /// <summary>Its name among those of its kind.</summary>
        public string DeviceName() => device.LocalName switch
        {
            "disk" => device.Target("dev"),
            "interface" => device.Mac(),
            "filesystem" => device.Target("dir"),
            "channel" => device.Target("name"),
            "controller" => device.Attribute("type") + device.Attribute("index"),
            _ => null,
        } ?? device.Alias() ?? device.LocalName + device.Number().ToString(CultureInfo.InvariantCulture);

        /// <summary>What it is and what it is called.</summary>
        public DomainDevice Describe() => new() { Kind = device.LocalName, Device = device.DeviceName() };

        /// <summary>Its kind and name in one, unique in a domain.</summary>
        public string DeviceKey() => device.LocalName + " " + device.DeviceName();

        /// <summary>An attribute of its target, or null.</summary>
        public string? Target(string attribute) => device.Child("target")?.Attribute(attribute) is { Length: > 0 } value ? value : null;

        /// <summary>Its hardware address in small letters, or null.</summary>
        public string? Mac() => device.Child("mac")?.Attribute("address")?.ToLowerInvariant();

        /// <summary>The name that its owner or the hypervisor gave it, or null.</summary>
        public string? Alias() => device.Child("alias")?.Attribute("name");

        /// <summary>Its number among those of its kind, from 0.</summary>
        public int Number() => device.ParentNode is XmlElement devices
            ? devices.Children(device.LocalName).TakeWhile(other => !ReferenceEquals(other, device)).Count()
            : 0;

        /// <summary>The bus that a disk is on: what it says, or what its target's name stands for.</summary>
        public string DiskBus() => device.Target("bus") ?? device.Target("dev") switch
        {
            ['h', 'd', ..] => "ide",
            ['s', 'd', ..] => "scsi",
            ['v', 'd', ..] => "virtio",
            ['x', 'v', 'd', ..] => "xen",
            ['f', 'd', ..] => "fdc",
            _ => "none",
        };

        /// <summary>Whether it is a drive whose medium can be changed.</summary>
        public bool IsRemovable() => device.LocalName == "disk" && device.Attribute("device") is ("cdrom" or "floppy");
    }
}
