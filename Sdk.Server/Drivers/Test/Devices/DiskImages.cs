using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>The disks of a domain and the sizes of their images, which the simulator makes up until somebody sets them.</summary>
internal static class DiskImages
{
    private const long DiskCapacity = 10L << 30;
    private const long CdCapacity = 700L << 20;
    private const long FloppyCapacity = 1_474_560;
    private const int SectorSize = 512;

    extension(SimulatedDomain domain)
    {
        /// <summary>The disk with that target or source, in what holds now.</summary>
        public XmlElement FindDisk(string disk)
        {
            var disks = domain.Current.Root().Devices("disk").ToList();
            return disks.FirstOrDefault(d => d.Target("dev") == disk)
                ?? disks.FirstOrDefault(d => d.SourceName() == disk)
                ?? throw DeviceRefusals.NoDevice(domain, "disk", disk, disks);
        }

        /// <summary>The size of a disk.</summary>
        public DomainBlockInfo MeasureImage(string disk)
        {
            var found = domain.FindDisk(disk);
            if (found.SourceName() is null)
                throw DomainRefusals.InvalidArgument(domain, "disk", $"The disk '{disk}' of domain '{domain.Name}' has no medium.");
            var capacity = domain.CapacityOf(found);
            var isDevice = found.Attribute("type") == "block";

            // An image is written to a quarter, and sparse; a device of the host is there as a whole.
            var allocation = isDevice ? capacity : capacity / 4;
            return new DomainBlockInfo { Capacity = capacity, Allocation = allocation, Physical = allocation };
        }

        /// <summary>Sets the size of a disk of an active domain.</summary>
        public DomainTransition ResizeImage(string disk, long capacity)
        {
            domain.RequireActive();
            var found = domain.FindDisk(disk);
            if (found.SourceName() is not { } source)
                throw DomainRefusals.InvalidArgument(domain, "disk", $"The disk '{disk}' of domain '{domain.Name}' has no medium to resize.");
            if (found.Child("readonly") is not null || found.IsRemovable())
                throw DomainRefusals.InvalidArgument(domain, "disk", $"The disk '{disk}' of domain '{domain.Name}' can only be read.");
            if (capacity % SectorSize != 0)
                throw DomainRefusals.InvalidArgument(domain, "capacity", $"{capacity} bytes are not a whole number of sectors of {SectorSize} bytes.");
            domain.RequireDiskFree(found.DeviceName());
            if (capacity == domain.CapacityOf(found))
                return DomainTransition.To(domain);
            return DomainTransition.To(
                domain with { Capacities = domain.Capacities.SetItem(source, capacity) },
                new DomainChange.BlockResized(domain.Reference, found.DeviceName(), capacity));
        }

        /// <summary>The size of a disk that has a source, in bytes.</summary>
        public long CapacityOf(XmlElement disk) => domain.Capacities.TryGetValue(disk.SourceName()!, out var capacity) ? capacity
            : disk.Attribute("device") switch
            {
                "cdrom" => CdCapacity,
                "floppy" => FloppyCapacity,
                _ => DiskCapacity,
            };
    }

    /// <summary>What a disk's content is on the host: a path, or what else its source says; null of an empty drive.</summary>
    public static string? SourceName(this XmlElement disk)
    {
        if (disk.Child("source") is not { } source || !(source.HasAttributes || source.ChildNodes.OfType<XmlElement>().Any()))
            return null;
        return source.Attribute("file") ?? source.Attribute("dev") ?? source.Attribute("dir") ?? DeviceEquality.Form(source);
    }
}
