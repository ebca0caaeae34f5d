using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Devices;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>The file systems of the simulated guests: <c>/</c> and <c>/boot</c>, on the first disk. Pure functions.</summary>
internal static class GuestFilesystems
{
    private const long BootSize = 1L << 30;

    private static readonly string[] Mountpoints = ["/", "/boot"];

    extension(SimulatedDomain domain)
    {
        /// <summary>Freezes file systems; those that are frozen already do not count.</summary>
        /// <param name="mountpoints">Which ones; all when absent or empty.</param>
        /// <returns>What becomes of the domain, and how many it were.</returns>
        public (DomainTransition Transition, int Count) Freeze(IReadOnlyList<string>? mountpoints)
        {
            var asked = domain.RequireMountpoints(mountpoints);
            var frozen = domain.Guest.Frozen.Union(asked);
            return (domain.WithFrozen(frozen), frozen.Count - domain.Guest.Frozen.Count);
        }

        /// <summary>Thaws file systems; those that are not frozen do not count.</summary>
        /// <param name="mountpoints">Which ones; all when absent or empty.</param>
        /// <returns>What becomes of the domain, and how many it were.</returns>
        public (DomainTransition Transition, int Count) Thaw(IReadOnlyList<string>? mountpoints)
        {
            var asked = domain.RequireMountpoints(mountpoints);
            var frozen = domain.Guest.Frozen.Except(asked);
            return (domain.WithFrozen(frozen), domain.Guest.Frozen.Count - frozen.Count);
        }

        /// <summary>What is mounted.</summary>
        public IReadOnlyList<GuestFilesystem> ListFilesystems()
        {
            var disk = domain.Live!.Root().Devices("disk").FirstOrDefault(d => !d.IsRemovable() && d.SourceName() is not null);
            var capacity = disk is null ? 2 * BootSize : domain.CapacityOf(disk);
            return [.. Mountpoints.Select((mountpoint, i) =>
            {
                var size = i == 0 ? Math.Max(0, capacity - BootSize) : Math.Min(BootSize, capacity);
                return new GuestFilesystem
                {
                    Mountpoint = mountpoint,
                    Name = (disk?.DeviceName() ?? "rootfs") + (i + 1),
                    Type = "ext4",
                    TotalBytes = size,
                    UsedBytes = size / 4,
                    Disks = disk is null ? [] : [disk.DeviceName()],
                    Frozen = domain.Guest.Frozen.Contains(mountpoint),
                };
            })];
        }

        private IReadOnlyList<string> RequireMountpoints(IReadOnlyList<string>? mountpoints)
        {
            domain.RequireAgent();
            if (mountpoints is not { Count: > 0 })
                return Mountpoints;
            return mountpoints.FirstOrDefault(m => !Mountpoints.Contains(m)) is { } unknown
                ? throw GuestRefusals.NoMountpoint(domain, unknown, Mountpoints)
                : mountpoints;
        }

        private DomainTransition WithFrozen(ImmutableSortedSet<string> frozen) =>
            DomainTransition.To(domain with { Guest = domain.Guest with { Frozen = frozen } });
    }
}
