using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>What devices have done: it grows with the time that they were at work, each at a pace of its own, and begins at 0.</summary>
internal static class DeviceFigures
{
    private const ulong NanosecondsPerTick = 10_000_000;

    extension(SimulatedDomain domain)
    {
        /// <summary>What a disk has done, or all together.</summary>
        /// <param name="disk">Its target or source; null for all.</param>
        /// <param name="now">The simulator's time.</param>
        public DomainBlockStats MeasureBlock(string? disk, long now)
        {
            domain.RequireActive();
            var disks = disk is null ? domain.Live!.Root().Devices("disk") : [domain.FindDisk(disk)];
            ulong reads = 0, writes = 0;
            foreach (var found in disks)
            {
                var ticks = domain.TicksOf(found, now);
                reads += ticks * (3 + Pace(found));
                writes += found.Child("readonly") is null && !found.IsRemovable() ? ticks * (1 + Pace(found)) : 0;
            }

            return new DomainBlockStats
            {
                ReadRequests = reads,
                ReadBytes = reads * 4096,
                ReadTime = reads * 120_000,
                WriteRequests = writes,
                WriteBytes = writes * 8192,
                WriteTime = writes * 250_000,
                FlushRequests = writes / 8,
                FlushTime = writes / 8 * 900_000,
                Errors = 0,
            };
        }

        /// <summary>What went over an interface.</summary>
        /// <param name="device">Its target on the host, or its hardware address.</param>
        /// <param name="now">The simulator's time.</param>
        public DomainInterfaceStats MeasureInterface(string device, long now)
        {
            domain.RequireActive();
            var interfaces = domain.Live!.Root().Devices("interface").ToList();
            var found = interfaces.FirstOrDefault(i => i.Target("dev") == device)
                ?? interfaces.FirstOrDefault(i => string.Equals(i.Mac(), device, StringComparison.OrdinalIgnoreCase))
                ?? throw DeviceRefusals.NoDevice(domain, "interface", device, [.. interfaces.Select(i => i.Target("dev") ?? i.DeviceName())]);
            var ticks = domain.TicksOf(found, now);
            var received = ticks * (10 + Pace(found));
            var sent = ticks * (6 + Pace(found));
            return new DomainInterfaceStats
            {
                RxBytes = received * 900,
                RxPackets = received,
                RxErrors = 0,
                RxDropped = received / 1000,
                TxBytes = sent * 300,
                TxPackets = sent,
                TxErrors = 0,
                TxDropped = 0,
            };
        }

        private ulong TicksOf(XmlElement device, long now) => domain.Guest.AgeOf(device.DeviceKey(), now) / NanosecondsPerTick;
    }

    private static ulong Pace(XmlElement device) => device.DeviceName().Aggregate(0UL, (sum, c) => sum + c) % 7;
}
