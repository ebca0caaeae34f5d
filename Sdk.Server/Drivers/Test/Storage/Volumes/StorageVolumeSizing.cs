namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>What a volume shall hold after a resize, by libvirt's rules. A pure function.</summary>
internal static class StorageVolumeSizing
{
    /// <summary>The new capacity, in bytes.</summary>
    /// <exception cref="InvalidArgumentException">The rules do not allow it.</exception>
    public static ulong Resolve(SimulatedVolume volume, StorageVolumeResizeRequest request)
    {
        var isDelta = request.Delta == true;
        var mayShrink = request.Shrink == true;
        if (request.Capacity == 0 && !isDelta && !mayShrink)
            throw StorageVolumeRefusals.BadCapacity(volume, "A capacity of nothing takes shrink, or delta.");
        var capacity = (isDelta, mayShrink) switch
        {
            (false, _) => request.Capacity,
            (true, true) => volume.Capacity - Math.Min(volume.Capacity, request.Capacity),
            (true, false) => (ulong)UInt128.Min((UInt128)volume.Capacity + request.Capacity, ulong.MaxValue),
        };
        if (capacity > StorageSize.Max)
            throw StorageVolumeRefusals.BadCapacity(volume, "That is more than a volume can hold.");
        if (capacity >= volume.Capacity)
            return capacity;
        if (!mayShrink)
        {
            throw StorageVolumeRefusals.BadCapacity(
                volume, $"The volume '{volume.Name}' holds more than that already: it is made smaller only where shrink says so.");
        }

        // What a guest has written would be cut off.
        return capacity >= volume.Allocation
            ? capacity
            : throw StorageVolumeRefusals.BadCapacity(
                volume, $"The volume '{volume.Name}' cannot be made smaller than what is allocated for it, {volume.Allocation} bytes.");
    }
}
