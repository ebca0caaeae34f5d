using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>
/// All storage pools of a simulated host. What touches the host's files is done outside of the lock, while the pool is marked with the
/// method that is at work on it, so that nobody else changes it meanwhile.
/// </summary>
internal sealed class StoragePoolStore(Simulation simulation, StorageVolumeStore volumes)
    : ObjectStore<SimulatedPool>(simulation, new ObjectIndex<SimulatedPool>(static p => p.Uuid.ToString(), static p => p.Name))
{
    /// <inheritdoc/>
    protected override string Kind => "storage-pools";

    /// <summary>Brings back the pools of an earlier server and starts those that were active or start with the host; else libvirt's own.</summary>
    public void Begin()
    {
        Begin(AddDefault);
        foreach (var pool in Where(p => p.WasActive || p.Autostart))
            Restart(pool);
    }

    /// <summary>Finds a pool by its handle.</summary>
    public SimulatedPool Find(StoragePoolRef reference)
    {
        lock (Simulation.Gate)
            return Require(reference);
    }

    /// <summary>Finds the active pool of a target.</summary>
    public SimulatedPool FindByTarget(string path)
    {
        var target = StoragePaths.Normalize(path);
        return Where(p => p.Live?.TargetPath == target) is [var pool, ..] ? pool : throw StoragePoolRefusals.NoPoolAt(path);
    }

    /// <summary>How much a pool holds. Looks at the host's file system: not under the lock.</summary>
    public PoolSpace Measure(SimulatedPool pool) => pool.Current switch
    {
        { HoldsFiles: false } => PoolSpace.Of(DefaultPool.Capacity, volumes.AllocationOf(pool.Uuid)),
        { } current => pool.IsActive ? PoolDirectory.Measure(current.TargetPath!) : default,
    };

    /// <summary>Refuses what does not fit into a pool. Looks at the host's file system where the pool is a directory: not under the lock then.</summary>
    public void RequireSpace(SimulatedPool pool, ulong needed)
    {
        if (Measure(pool).Available is var available && needed > available)
            throw StoragePoolRefusals.Full(pool, needed, available);
    }

    /// <summary>Finds an active pool by its handle.</summary>
    public SimulatedPool FindActive(StoragePoolRef reference)
    {
        var pool = Find(reference);
        pool.RequireActive();
        return pool;
    }

    /// <summary>Finds an active pool that nothing is at work on. Under the lock.</summary>
    public SimulatedPool Reach(StoragePoolRef reference)
    {
        var pool = FindActive(reference);
        pool.RequireIdle();
        return pool;
    }

    /// <summary>Gives a pool a persistent definition.</summary>
    public async ValueTask<SimulatedPool> DefineAsync(string? xml, StoragePoolSpec? spec, string? ifRevision)
    {
        while (true)
        {
            var (definition, edited) = Read(xml, spec);
            Transition<SimulatedPool> transition;
            ValueTask kept;
            lock (Simulation.Gate)
            {
                var existing = Index.FindHolder(definition);
                if (edited is not null && existing?.Next != edited)
                    continue;
                if (existing is null && ifRevision is not null)
                    throw StoragePoolRefusals.RevisionOfNothing(definition.Name, ifRevision);
                existing?.RequireIdle();
                existing?.RequireRevision(ifRevision);
                Index.RequireNoConflict(definition);
                transition = existing?.Redefine(definition) ?? StoragePoolLifecycle.DefineNew(definition);
                kept = Commit(existing, transition);
            }

            await kept.ConfigureAwait(false);
            return transition.Object!;
        }
    }

    /// <summary>Changes a pool in memory alone.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="change">The pool to what becomes of it. Runs under the lock.</param>
    /// <param name="ifRevision">Only if the pool has this revision; null for any.</param>
    public ValueTask ChangeAsync(StoragePoolRef reference, Func<SimulatedPool, Transition<SimulatedPool>> change, string? ifRevision = null)
    {
        lock (Simulation.Gate)
        {
            var pool = Require(reference);
            pool.RequireIdle();
            pool.RequireRevision(ifRevision);
            return Commit(pool, change(pool));
        }
    }

    /// <summary>Starts a pool from a document.</summary>
    public ValueTask<SimulatedPool> CreateXmlAsync(
        string? xml, StoragePoolSpec? spec, StoragePoolBuildMode? build, CancellationToken cancellationToken)
    {
        var (definition, _) = Read(xml, spec);
        return StartAsync(() => Index.FindHolder(definition), definition, build, HostApi.StoragePool.CreateXml.Name, cancellationToken);
    }

    /// <summary>Starts a pool that is defined.</summary>
    public async ValueTask CreateAsync(StoragePoolRef reference, StoragePoolBuildMode? build, CancellationToken cancellationToken) =>
        await StartAsync(() => Require(reference), null, build, HostApi.StoragePool.Create.Name, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes what a pool stands on.</summary>
    public async ValueTask BuildAsync(StoragePoolRef reference, StoragePoolBuildMode mode, CancellationToken cancellationToken) => await RunAsync(
        () =>
        {
            var pool = Require(reference);
            pool.RequireInactive("it cannot be built");
            pool.RequireMode(pool.Current, mode);
            return (pool, pool with { Operation = HostApi.StoragePool.Build.Name, IsBuilding = true });
        },
        static pool => PoolGround.Build(pool.Current),
        pool =>
        {
            if (mode == StoragePoolBuildMode.Overwrite)
                volumes.Forget(pool.Uuid);
            var built = pool.AtRest() with { IsFormatted = PoolGround.IsFormattedBy(pool, pool.Current, mode) };
            return Transition<SimulatedPool>.To(built, built.TellState(), built.TellBuilt());
        },
        null,
        cancellationToken).ConfigureAwait(false);

    /// <summary>Unmakes what a pool stands on.</summary>
    public async ValueTask DeleteAsync(StoragePoolRef reference, CancellationToken cancellationToken) => await RunAsync(
        () =>
        {
            var pool = Require(reference);
            pool.RequireInactive("what it stands on cannot be deleted");
            return (pool, pool with { Operation = HostApi.StoragePool.Delete.Name });
        },
        static pool => PoolGround.Delete(pool.Current),
        pool =>
        {
            volumes.Forget(pool.Uuid);
            return Transition<SimulatedPool>.To(pool.AtRest() with { IsFormatted = false }, pool.TellDeleted());
        },
        null,
        cancellationToken).ConfigureAwait(false);

    /// <summary>Looks anew for the volumes of a pool; one that cannot be reached is stopped.</summary>
    public async ValueTask RefreshAsync(StoragePoolRef reference, CancellationToken cancellationToken)
    {
        IReadOnlyList<FoundVolume> found = [];
        await RunAsync(
            () =>
            {
                var pool = Require(reference);
                pool.RequireActive();
                RequireUnused(pool);
                return (pool, pool with { Operation = HostApi.StoragePool.Refresh.Name });
            },
            pool => found = PoolGround.Look(pool.Live!, sweep: false),
            pool =>
            {
                if (pool.Live!.HoldsFiles)
                    volumes.Adopt(pool, pool.Live, found, tell: true);
                return Transition<SimulatedPool>.To(pool.AtRest(), pool.TellRefreshed());
            },
            Stop,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops a pool.</summary>
    public ValueTask DestroyAsync(StoragePoolRef reference) => ChangeAsync(reference, pool =>
    {
        pool.RequireActive();
        RequireUnused(pool);
        return Stop(pool);
    });

    /// <summary>Takes the definition of a pool that is not active away.</summary>
    public ValueTask UndefineAsync(StoragePoolRef reference, string? ifRevision) => ChangeAsync(
        reference,
        pool =>
        {
            var transition = pool.Undefine();
            volumes.Forget(pool.Uuid);
            return transition;
        },
        ifRevision);

    /// <inheritdoc/>
    protected override string KeyOf(SimulatedPool item) => item.Uuid.ToString();

    /// <inheritdoc/>
    protected override KeptObject? Keep(SimulatedPool item) => item.Persistent is { } definition
        ? new KeptObject(definition.Xml) { Autostart = item.Autostart, Active = item.IsActive }
        : null;

    /// <inheritdoc/>
    protected override SimulatedPool Revive(KeptObject kept) => new()
    {
        Persistent = StoragePoolDefinitionReader.Read(kept.Document, Simulation.Uuids.Next),
        Autostart = kept.Autostart,
        WasActive = kept.Active,
    };

    // The definition, and the one of a pool that there is and that a spec alone has edited: another may take its place meanwhile.
    private (StoragePoolDefinition Definition, StoragePoolDefinition? Edited) Read(string? xml, StoragePoolSpec? spec)
    {
        StorageDocument.RequireOne(xml, spec);
        var edited = xml is null ? FindNamed(spec!)?.Next : null;
        var definition = StorageDocument.Read(
            xml is not null,
            () => StoragePoolDefinitionReader.Read(
                spec is null ? xml! : StoragePoolSpecs.Apply(spec, xml ?? edited?.Xml), Simulation.Uuids.Next));
        return (definition, edited);
    }

    private SimulatedPool? FindNamed(StoragePoolSpec spec)
    {
        lock (Simulation.Gate)
        {
            return spec.Uuid is { } uuid && Index.TryFind(uuid.ToString(), out var pool) ? pool
                : spec.Name is { } name && Index.TryFind(0, name, out pool) ? pool
                : null;
        }
    }

    private SimulatedPool Require(StoragePoolRef reference)
    {
        var found = reference.Uuid is { } uuid
            ? Index.TryFind(uuid.ToString(), out var pool)
            : Index.TryFind(0, reference.Name ?? "", out pool);
        return found ? pool! : throw StoragePoolRefusals.NoPool(reference);
    }

    private ValueTask<SimulatedPool> StartAsync(
        Func<SimulatedPool?> find, StoragePoolDefinition? given, StoragePoolBuildMode? build, string operation, CancellationToken cancellationToken)
    {
        IReadOnlyList<FoundVolume> found = [];
        return RunAsync(
            () =>
            {
                var existing = find();
                existing?.RequireInactive("it cannot be started again");
                var definition = given ?? existing!.Next;
                if (given is not null)
                    Index.RequireNoConflict(given);
                var pool = existing ?? new SimulatedPool { Starting = definition };
                if (build is { } mode)
                    pool.RequireMode(definition, mode);
                return (existing, pool with { Operation = operation, Starting = definition, IsBuilding = build is not null });
            },
            pool =>
            {
                if (build is not null)
                    PoolGround.Build(pool.Starting!);
                found = PoolGround.Look(pool.Starting!, sweep: true);
            },
            pool =>
            {
                if (build == StoragePoolBuildMode.Overwrite)
                    volumes.Forget(pool.Uuid);
                ShowVolumes(pool, pool.Starting!, found);
                var isFormatted = build is { } mode ? PoolGround.IsFormattedBy(pool, pool.Starting!, mode) : pool.IsFormatted;
                var started = (pool with { IsFormatted = isFormatted }).Start(pool.Starting!);
                return build is null ? started : started with { Happenings = [started.Object!.TellBuilt(), .. started.Happenings] };
            },
            null,
            cancellationToken);
    }

    private void ShowVolumes(SimulatedPool pool, StoragePoolDefinition definition, IReadOnlyList<FoundVolume> found)
    {
        if (definition.HoldsFiles)
            volumes.Adopt(pool, definition, found, tell: false);
        else
            volumes.Wake(pool, definition);
    }

    private Transition<SimulatedPool> Stop(SimulatedPool pool)
    {
        volumes.Withdraw(pool.Uuid, keep: pool.IsPersistent && !pool.Live!.HoldsFiles);
        return pool.Stop();
    }

    private void RequireUnused(SimulatedPool pool)
    {
        if (volumes.BusyIn(pool.Uuid) is { } volume)
            throw StoragePoolRefusals.BusyVolume(pool, volume.Name, volume.Use!);
    }

    /// <summary>Marks a pool, does work on it outside of the lock, and puts into effect what has become of it.</summary>
    /// <param name="enter">The pool before (null when it is new), and with its mark. Under the lock.</param>
    /// <param name="work">The work.</param>
    /// <param name="finish">What becomes of the pool. Under the lock.</param>
    /// <param name="fail">What becomes of it when the work fails: nothing, when null. Under the lock.</param>
    /// <param name="cancellationToken">Lets go of work that is held up before it has begun.</param>
    private async ValueTask<SimulatedPool> RunAsync(
        Func<(SimulatedPool? Former, SimulatedPool Busy)> enter,
        Action<SimulatedPool> work,
        Func<SimulatedPool, Transition<SimulatedPool>> finish,
        Func<SimulatedPool, Transition<SimulatedPool>>? fail,
        CancellationToken cancellationToken)
    {
        SimulatedPool? former;
        SimulatedPool busy;
        lock (Simulation.Gate)
        {
            (former, busy) = enter();
            former?.RequireIdle();
            Mark(former, busy);
        }

        try
        {
            await Simulation.Faults.ReachAsync(busy.Operation + ":work", busy.Name, cancellationToken).ConfigureAwait(false);
            work(busy);
        }
        catch (Exception fault)
        {
            ValueTask undone = default;
            lock (Simulation.Gate)
            {
                if (fail is null || fault is not HostException)
                    Mark(busy, former);
                else
                    undone = Commit(busy, fail(busy));
            }

            await undone.ConfigureAwait(false);
            throw;
        }

        Transition<SimulatedPool> transition;
        ValueTask kept;
        lock (Simulation.Gate)
        {
            transition = finish(busy);
            kept = Commit(busy, transition);
        }

        await kept.ConfigureAwait(false);
        return transition.Object!;
    }

    // Nothing of this is kept: it ends with the server at the latest.
    private void Mark(SimulatedPool? former, SimulatedPool? now)
    {
        Index.Replace(former, now);
        if (former?.IsBuilding == true != (now?.IsBuilding == true))
            (now ?? former! with { IsBuilding = false }).TellState()(Simulation.Events);
    }

    private void AddDefault()
    {
        lock (Simulation.Gate)
        {
            var definition = StoragePoolDefinitionReader.Read(DefaultPool.Xml, Simulation.Uuids.Next);
            var pool = new SimulatedPool { Persistent = definition, Live = definition };
            Index.Replace(null, pool);
            _ = Simulation.Keeper.KeepAsync(Kind, KeyOf(pool), Keep(pool)).AsTask();
        }
    }

    // Before anybody looks: nobody waits, and nothing is told. What cannot be reached stays as it is, as at libvirt's own start.
    private void Restart(SimulatedPool pool)
    {
        IReadOnlyList<FoundVolume> found;
        try
        {
            found = PoolGround.Look(pool.Next, sweep: true);
        }
        catch (HostException)
        {
            return;
        }

        lock (Simulation.Gate)
        {
            ShowVolumes(pool, pool.Next, found);
            Index.Replace(pool, pool.Start(pool.Next).Object);
        }
    }
}
