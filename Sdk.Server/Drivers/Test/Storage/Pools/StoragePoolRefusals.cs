using System.Globalization;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>The errors that the simulator answers about pools, in its own words: what, which object and why.</summary>
internal static class StoragePoolRefusals
{
    public static HostException NoPool(StoragePoolRef reference) =>
        (reference is { Uuid: { } uuid }
            ? new NoStoragePoolException($"No storage pool has the uuid {uuid}.", new NoStoragePoolDetails { Pool = uuid.ToString() })
            : new NoStoragePoolException(
                $"No storage pool is named '{reference.Name}'.", new NoStoragePoolDetails { Pool = reference.Name ?? "" }))
        .About(reference);

    public static HostException NoPoolAt(string path) => new NoStoragePoolException(
        $"No active storage pool has the target '{path}'.", new NoStoragePoolDetails { Pool = path });

    public static HostException NameTaken(SimulatedPool holder) => Exists(
        holder, $"A storage pool '{holder.Name}' exists already, with the uuid {holder.Uuid}.");

    public static HostException UuidTaken(SimulatedPool holder) => Exists(
        holder, $"The uuid {holder.Uuid} belongs to the storage pool '{holder.Name}' already.");

    public static HostException Conflict(SimulatedPool holder, string message) =>
        new StoragePoolConflictException(message, new StoragePoolConflictDetails { Pool = holder.Name }).About(holder.Reference);

    public static HostException Active(SimulatedPool pool, string consequence) =>
        new StoragePoolActiveException($"Storage pool '{pool.Name}' is active: {consequence}.").About(pool.Reference);

    public static HostException NotActive(SimulatedPool pool) =>
        new StoragePoolNotActiveException($"Storage pool '{pool.Name}' is not active.").About(pool.Reference);

    public static HostException NotPersistent(SimulatedPool pool) => new StoragePoolNotPersistentException(
        $"Storage pool '{pool.Name}' is transient and has no persistent definition.").About(pool.Reference);

    public static HostException Busy(SimulatedPool pool, string operation) => new OperationInProgressException(
        $"{operation} is at work on storage pool '{pool.Name}'.",
        new OperationInProgressDetails { Operation = operation }).About(pool.Reference);

    public static HostException BusyVolume(SimulatedPool pool, string volume, string operation) => new OperationInProgressException(
        $"{operation} is at work on the volume '{volume}' of storage pool '{pool.Name}'.",
        new OperationInProgressDetails { Operation = operation }).About(pool.Reference);

    public static HostException Built(SimulatedPool pool) => new StoragePoolBuiltException(
        $"What storage pool '{pool.Name}' stands on is formatted already.").About(pool.Reference);

    public static HostException ModeUnsupported(StoragePoolDefinition pool, StoragePoolBuildMode mode) => new ArgumentUnsupportedException(
        $"A pool of the type {pool.Type} cannot be built with the mode {mode}.", new ArgumentUnsupportedDetails { Parameter = "mode" });

    public static HostException Full(SimulatedPool pool, ulong needed, ulong available) => new StoragePoolFullException(
        string.Create(CultureInfo.InvariantCulture, $"Storage pool '{pool.Name}' has {available} bytes left, and {needed} are needed."),
        new StoragePoolFullDetails { Needed = needed, Available = available }).About(pool.Reference);

    public static HostException RevisionMismatch(SimulatedPool pool, string expected) => new RevisionMismatchException(
        $"Storage pool '{pool.Name}' has been changed since: its revision is no longer '{expected}'.",
        new RevisionMismatchDetails { Expected = expected, Actual = pool.Revision }).About(pool.Reference);

    public static HostException RevisionOfNothing(string name, string expected) => new RevisionMismatchException(
        $"There is no storage pool '{name}' that could have the revision '{expected}'.", new RevisionMismatchDetails { Expected = expected });

    private static HostException Exists(SimulatedPool holder, string message) =>
        new StoragePoolExistsException(message, new StoragePoolExistsDetails { Name = holder.Name, Uuid = holder.Uuid }).About(holder.Reference);
}
