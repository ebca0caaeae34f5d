using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>What is told about volumes.</summary>
internal static class StorageVolumeEvents
{
    /// <summary>A volume is there that was not.</summary>
    public static Happening Created(SimulatedVolume volume) =>
        events => events.Publish(HostApi.StorageVolume.Created, volume.Reference, new StorageVolumeCreatedData());

    /// <summary>A volume is no longer there.</summary>
    public static Happening Deleted(SimulatedVolume volume) =>
        events => events.Publish(HostApi.StorageVolume.Deleted, volume.Reference, new StorageVolumeDeletedData());

    /// <summary>A volume is not as it was.</summary>
    public static Happening Changed(SimulatedVolume volume) => events => events.Publish(
        HostApi.StorageVolume.Changed,
        volume.Reference,
        new StorageVolumeChangedData { Capacity = volume.Capacity, Allocation = volume.Allocation });
}
