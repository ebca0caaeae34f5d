using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>
/// The volumes of all active pools of a simulated host. Nothing is kept of them: those of directories come back from their files, and
/// those in memory end with the server.
/// </summary>
internal sealed class StorageVolumeStore(Simulation simulation)
    : ObjectStore<SimulatedVolume>(simulation, new ObjectIndex<SimulatedVolume>(static v => v.Key, static v => v.Path))
{
    // Of pools in memory that are not active: they are there again with the pool.
    private readonly Dictionary<Guid, ImmutableArray<SimulatedVolume>> _asleep = [];

    /// <inheritdoc/>
    protected override string Kind => "storage-volumes";

    /// <summary>Finds a volume by its path, which is also its key; null where there is none. Under the simulation's lock.</summary>
    public SimulatedVolume? FindByPath(string path) =>
        Index.TryFind(0, path, out var volume) && !volume.IsPending ? volume : null;

    /// <summary>Finds a volume of a pool; null where there is none. Under the simulation's lock.</summary>
    public SimulatedVolume? Find(Guid pool, string name) =>
        Index.TryFind(SimulatedVolume.KeyOf(pool, name), out var volume) && !volume.IsPending ? volume : null;

    /// <summary>What has a name or a path, one that is still being made among them; null for nothing. Under the simulation's lock.</summary>
    public SimulatedVolume? FindHolder(Guid pool, string name, string path) =>
        Index.TryFind(SimulatedVolume.KeyOf(pool, name), out var volume) || Index.TryFind(0, path, out volume) ? volume : null;

    /// <summary>How much of a pool its volumes take, in bytes.</summary>
    public ulong AllocationOf(Guid pool)
    {
        lock (Simulation.Gate)
            return Of(pool).Aggregate(0UL, static (sum, volume) => sum + volume.Allocation);
    }

    /// <summary>A volume of the pool that something is at work with; null for none. Under the simulation's lock.</summary>
    public SimulatedVolume? BusyIn(Guid pool) => Of(pool).FirstOrDefault(static v => v.Use is not null);

    /// <summary>Marks a volume, without an event. Under the simulation's lock.</summary>
    public void Mark(SimulatedVolume? former, SimulatedVolume? now) => Index.Replace(former, now);

    /// <summary>Puts a change of a volume into effect. Under the simulation's lock.</summary>
    public ValueTask Put(SimulatedVolume? former, SimulatedVolume? now, Happening? happening) =>
        Commit(former, Transition<SimulatedVolume>.To(now, happening is null ? [] : [happening]));

    /// <summary>Makes the volumes of a pool those that were found. Under the simulation's lock.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="definition">What it is active with.</param>
    /// <param name="found">What was found.</param>
    /// <param name="tell">Whether what has changed is told.</param>
    public void Adopt(SimulatedPool pool, StoragePoolDefinition definition, IReadOnlyList<FoundVolume> found, bool tell)
    {
        var former = Of(pool.Uuid).ToDictionary(static v => v.Name, StringComparer.Ordinal);
        foreach (var file in found)
        {
            former.Remove(file.Name, out var known);
            var now = known?.As(file) ?? SimulatedVolume.Of(pool, definition, file);
            if (now == known)
                continue;
            Index.Replace(known, now);
            if (tell)
                (known is null ? StorageVolumeEvents.Created(now) : StorageVolumeEvents.Changed(now))(Simulation.Events);
        }

        foreach (var gone in former.Values)
        {
            Index.Replace(gone, null);
            if (tell)
                StorageVolumeEvents.Deleted(gone)(Simulation.Events);
        }
    }

    /// <summary>Takes the volumes of a pool that stops. Under the simulation's lock.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="keep">Whether they are there again with the pool.</param>
    public void Withdraw(Guid pool, bool keep)
    {
        var volumes = Of(pool).ToImmutableArray();
        foreach (var volume in volumes)
            Index.Replace(volume, null);
        if (keep)
            _asleep[pool] = volumes;
    }

    /// <summary>Brings the volumes of a pool in memory back as it starts. Under the simulation's lock.</summary>
    public void Wake(SimulatedPool pool, StoragePoolDefinition definition)
    {
        if (!_asleep.Remove(pool.Uuid, out var volumes))
            return;
        foreach (var volume in volumes)
        {
            // Another definition may have moved the pool.
            var now = volume with { Path = definition.PathOf(volume.Name) };
            if (!Index.TryFind(0, now.Path, out _))
                Index.Replace(null, now);
        }
    }

    /// <summary>Forgets the volumes of a pool in memory that is not active. Under the simulation's lock.</summary>
    public void Forget(Guid pool) => _asleep.Remove(pool);

    /// <inheritdoc/>
    protected override string KeyOf(SimulatedVolume item) => item.Key;

    /// <inheritdoc/>
    protected override KeptObject? Keep(SimulatedVolume item) => null;

    /// <inheritdoc/>
    protected override SimulatedVolume Revive(KeptObject kept) => throw new InvalidOperationException("No volume is kept.");

    private IEnumerable<SimulatedVolume> Of(Guid pool)
    {
        var prefix = SimulatedVolume.KeyOf(pool, "");
        return Index.After(prefix).TakeWhile(v => v.Pool.Uuid == pool);
    }
}
