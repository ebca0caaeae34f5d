using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>Finds volumes by what callers say of them.</summary>
internal sealed class StorageVolumeFinder(Simulation simulation, StoragePoolStore pools, StorageVolumeStore volumes)
{
    /// <summary>Finds a volume by its handle.</summary>
    public SimulatedVolume Find(StorageVolumeRef reference)
    {
        lock (simulation.Gate)
            return Require(reference);
    }

    /// <summary>Finds a volume by its handle: its key, else its path, else its pool and name. Under the simulation's lock.</summary>
    public SimulatedVolume Require(StorageVolumeRef reference)
    {
        if ((reference.Key ?? reference.Path) is { } path)
            return volumes.FindByPath(StoragePaths.Normalize(path)) ?? throw StorageVolumeRefusals.NoVolume(reference);
        var pool = pools.Find(reference.Pool ?? default);
        pool.RequireActive();
        return volumes.Find(pool.Uuid, reference.Name ?? "") ?? throw StorageVolumeRefusals.NoVolume(reference);
    }
}
