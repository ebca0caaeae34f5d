using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>The life of a storage pool and of its definition, by libvirt's rules. Pure functions.</summary>
internal static class StoragePoolLifecycle
{
    /// <summary>Makes a pool of a definition that no pool has.</summary>
    public static Transition<SimulatedPool> DefineNew(StoragePoolDefinition definition)
    {
        var pool = new SimulatedPool { Persistent = definition };
        return Transition<SimulatedPool>.To(pool, pool.TellDefined(StoragePoolDefinedReason.Added));
    }

    extension(SimulatedPool pool)
    {
        /// <summary>Gives the pool a definition with its own name and uuid.</summary>
        public Transition<SimulatedPool> Redefine(StoragePoolDefinition definition)
        {
            var reason = pool.IsPersistent ? StoragePoolDefinedReason.Updated : StoragePoolDefinedReason.Added;
            return Transition<SimulatedPool>.To(pool with { Persistent = definition }, pool.TellDefined(reason));
        }

        /// <summary>Takes the definition of a pool that is not active away.</summary>
        public Transition<SimulatedPool> Undefine()
        {
            pool.RequireInactive("it cannot be undefined");
            var self = pool.Reference;
            return Transition<SimulatedPool>.To(
                null, events => events.Publish(HostApi.StoragePool.Undefined, self, new StoragePoolUndefinedData()));
        }

        /// <summary>Sets whether the pool is started with the host.</summary>
        public Transition<SimulatedPool> SetAutostart(bool autostart)
        {
            if (!pool.IsPersistent)
                throw StoragePoolRefusals.NotPersistent(pool);
            return autostart == pool.Autostart
                ? Transition<SimulatedPool>.To(pool)
                : Transition<SimulatedPool>.To(pool with { Autostart = autostart }, pool.TellDefined(StoragePoolDefinedReason.Updated));
        }

        /// <summary>Makes the pool active.</summary>
        public Transition<SimulatedPool> Start(StoragePoolDefinition definition)
        {
            var running = pool.AtRest() with { Live = definition };
            return Transition<SimulatedPool>.To(running, running.TellState());
        }

        /// <summary>Stops the pool; a transient one is gone.</summary>
        public Transition<SimulatedPool> Stop()
        {
            var self = pool.Reference;
            var stopped = pool.AtRest() with { Live = null };
            return Transition<SimulatedPool>.To(
                pool.IsPersistent ? stopped : null,
                events => events.Publish(
                    HostApi.StoragePool.StateChanged, self, new StoragePoolStateChangedData { State = StoragePoolState.Inactive }));
        }

        /// <summary>The pool with nobody at work on it.</summary>
        public SimulatedPool AtRest() => pool with { Operation = null, IsBuilding = false, Starting = null };

        /// <summary>The event of the state that the pool is in.</summary>
        public Happening TellState() => events => events.Publish(
            HostApi.StoragePool.StateChanged, pool.Reference, new StoragePoolStateChangedData { State = pool.State });

        /// <summary>The event of what the pool stands on having been made.</summary>
        public Happening TellBuilt() => events => events.Publish(HostApi.StoragePool.Built, pool.Reference, new StoragePoolBuiltData());

        /// <summary>The event of what the pool stands on having been unmade.</summary>
        public Happening TellDeleted() => events => events.Publish(HostApi.StoragePool.Deleted, pool.Reference, new StoragePoolDeletedData());

        /// <summary>The event of the volumes having been looked for.</summary>
        public Happening TellRefreshed() =>
            events => events.Publish(HostApi.StoragePool.Refreshed, pool.Reference, new StoragePoolRefreshedData());

        /// <summary>Refuses an active pool.</summary>
        public void RequireInactive(string consequence)
        {
            if (pool.IsActive)
                throw StoragePoolRefusals.Active(pool, consequence);
        }

        /// <summary>Refuses a pool that is not active.</summary>
        public void RequireActive()
        {
            if (!pool.IsActive)
                throw StoragePoolRefusals.NotActive(pool);
        }

        /// <summary>Refuses a pool that something is at work on.</summary>
        public void RequireIdle()
        {
            if (pool.Operation is { } operation)
                throw StoragePoolRefusals.Busy(pool, operation);
        }

        /// <summary>Refuses a pool whose definition is not the one that the caller has seen.</summary>
        public void RequireRevision(string? expected)
        {
            if (expected is not null && expected != pool.Revision)
                throw StoragePoolRefusals.RevisionMismatch(pool, expected);
        }

        /// <summary>Refuses a way of building that the pool does not have.</summary>
        public void RequireMode(StoragePoolDefinition definition, StoragePoolBuildMode mode)
        {
            var isFormat = mode == StoragePoolBuildMode.Overwrite || mode == StoragePoolBuildMode.NoOverwrite;
            if (mode != StoragePoolBuildMode.New && !(isFormat && StoragePoolType.Find(definition.Type)!.HasFormat))
                throw StoragePoolRefusals.ModeUnsupported(definition, mode);
            if (mode == StoragePoolBuildMode.NoOverwrite && pool.IsFormatted)
                throw StoragePoolRefusals.Built(pool);
        }

        private Happening TellDefined(StoragePoolDefinedReason reason) => events => events.Publish(
            HostApi.StoragePool.Defined, pool.Reference, new StoragePoolDefinedData { Reason = reason });
    }
}
