using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage;

/// <summary>The storage of a simulated host: its pools and their volumes, each of which needs the other.</summary>
internal sealed class SimulatedStorage
{
    /// <summary>Makes the storage of a host, with what it holds at start.</summary>
    public SimulatedStorage(Simulation simulation)
    {
        var volumes = new StorageVolumeStore(simulation);
        var pools = new StoragePoolStore(simulation, volumes);
        var finder = new StorageVolumeFinder(simulation, pools, volumes);
        pools.Begin();
        Pools = new TestStoragePoolDriver(pools, volumes, finder);
        Volumes = new TestStorageVolumeDriver(
            pools,
            volumes,
            finder,
            new StorageVolumeMaker(simulation, pools, volumes, finder),
            new StorageVolumeChanger(simulation, pools, volumes, finder));
    }

    /// <summary>Serves the pools.</summary>
    public TestStoragePoolDriver Pools { get; }

    /// <summary>Serves the volumes.</summary>
    public TestStorageVolumeDriver Volumes { get; }
}
