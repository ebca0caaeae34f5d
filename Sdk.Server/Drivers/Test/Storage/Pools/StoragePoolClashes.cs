using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>Which pools a definition meets. Under the simulation's lock.</summary>
internal static class StoragePoolClashes
{
    extension(ObjectIndex<SimulatedPool> pools)
    {
        /// <summary>The pool with the definition's name and uuid; one that has only one of them is in the way.</summary>
        public SimulatedPool? FindHolder(StoragePoolDefinition definition)
        {
            if (pools.TryFind(definition.Uuid.ToString(), out var holder))
                return holder.Name == definition.Name ? holder : throw StoragePoolRefusals.UuidTaken(holder);
            return pools.TryFind(0, definition.Name, out holder) ? throw StoragePoolRefusals.NameTaken(holder) : null;
        }

        /// <summary>Refuses a definition of a pool that would stand where another does.</summary>
        public void RequireNoConflict(StoragePoolDefinition definition)
        {
            foreach (var pool in pools.All.Where(p => p.Uuid != definition.Uuid))
            {
                foreach (var other in pool.Definitions)
                {
                    if (other.Claims.Intersect(definition.Claims, StringComparer.Ordinal).FirstOrDefault() is { } claim)
                        throw StoragePoolRefusals.Conflict(pool, $"Storage pool '{pool.Name}' stands on the same {claim} already.");

                    // What is simulated must not appear between real files.
                    if (other.TargetPath == definition.TargetPath && (other.HoldsFiles || definition.HoldsFiles))
                        throw StoragePoolRefusals.Conflict(pool, $"Storage pool '{pool.Name}' has the target '{other.TargetPath}' already.");
                }
            }
        }
    }
}
