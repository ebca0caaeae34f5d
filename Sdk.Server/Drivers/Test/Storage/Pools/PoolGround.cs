using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>What a pool stands on: a directory of the host, or nothing where it is simulated. Blocks; never called under the simulation's lock.</summary>
internal static class PoolGround
{
    /// <summary>Makes it.</summary>
    public static void Build(StoragePoolDefinition definition)
    {
        if (definition.HoldsFiles)
            PoolDirectory.Build(definition.TargetPath!);
    }

    /// <summary>Unmakes it.</summary>
    public static void Delete(StoragePoolDefinition definition)
    {
        if (definition.HoldsFiles)
            PoolDirectory.Delete(definition.TargetPath!);
    }

    /// <summary>The volumes that lie there; none where it is simulated.</summary>
    /// <param name="definition">The pool.</param>
    /// <param name="sweep">Whether what killed servers have left half made is deleted.</param>
    public static IReadOnlyList<FoundVolume> Look(StoragePoolDefinition definition, bool sweep) =>
        definition.HoldsFiles ? PoolDirectory.Scan(definition.TargetPath!, sweep) : [];

    /// <summary>Whether it is formatted once the pool was built in that way.</summary>
    public static bool IsFormattedBy(SimulatedPool pool, StoragePoolDefinition definition, StoragePoolBuildMode mode) =>
        pool.IsFormatted
        || (StoragePoolType.Find(definition.Type)!.HasFormat && (mode != StoragePoolBuildMode.New || definition.Type != "fs"));
}
