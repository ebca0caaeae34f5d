using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>Deletes, resizes and wipes volumes, one method at a time on each.</summary>
internal sealed class StorageVolumeChanger(Simulation simulation, StoragePoolStore pools, StorageVolumeStore volumes, StorageVolumeFinder finder)
{
    /// <summary>Deletes a volume.</summary>
    public ValueTask DeleteAsync(StorageVolumeRef reference, string? ifRevision, CancellationToken cancellationToken) => RunAsync(
        reference,
        ifRevision,
        HostApi.StorageVolume.Delete.Name,
        static _ => { },
        static volume =>
        {
            if (volume.IsFile)
                VolumeFile.Delete(volume.Path);
            return default;
        },
        static _ => null,
        cancellationToken);

    /// <summary>Changes how much a volume holds, by libvirt's rules.</summary>
    public ValueTask ResizeAsync(StorageVolumeResizeRequest request, CancellationToken cancellationToken)
    {
        var allocate = request.Allocate == true;
        var capacity = 0UL;
        FoundVolume? resized = null;
        return RunAsync(
            request.Self,
            request.IfRevision,
            HostApi.StorageVolume.Resize.Name,
            volume =>
            {
                capacity = StorageVolumeSizing.Resolve(volume, request);
                if (!volume.IsFile && capacity > volume.Capacity)
                    pools.RequireSpace(pools.Find(volume.Pool), capacity - volume.Capacity);
            },
            async volume =>
            {
                if (!volume.IsFile)
                    return;
                if (capacity > volume.Capacity)
                    pools.RequireSpace(pools.Find(volume.Pool), capacity - volume.Capacity);
                var point = HostApi.StorageVolume.Resize.Name + ":block";
                resized = await VolumeFile.ResizeAsync(
                    volume.Path, capacity, allocate, () => simulation.Faults.ReachAsync(point, volume.Name, cancellationToken), cancellationToken).ConfigureAwait(false)
                    ?? throw StorageVolumeRefusals.ResizeUnsupported(volume, allocate ? "allocate" : "capacity");
            },
            volume => resized is { } found
                ? volume.As(found)
                : volume with { Capacity = capacity, Allocation = volume.Allocation + (allocate && capacity > volume.Capacity ? capacity - volume.Capacity : 0) },
            cancellationToken);
    }

    /// <summary>The work of wiping a volume. What can be refused at once is.</summary>
    public TaskWork<StorageProgress, Wire.Nothing> Wipe(StorageVolumeRef reference, StorageWipeAlgorithm algorithm)
    {
        lock (simulation.Gate)
        {
            var volume = RequireFree(reference, null);
            if (WipePasses.Of(algorithm) is not { } passes)
                throw StorageVolumeRefusals.AlgorithmUnsupported(volume, algorithm);
            return new TaskWork<StorageProgress, Wire.Nothing>(task => WipeAsync(reference, passes, task)).About(volume.Reference);
        }
    }

    private async Task<Wire.Nothing> WipeAsync(
        StorageVolumeRef reference, IReadOnlyList<byte[]?> passes, TaskContext<StorageProgress> task)
    {
        var method = HostApi.StorageVolume.Wipe.Name;
        FoundVolume? wiped = null;
        await RunAsync(
            reference,
            null,
            method,
            static _ => { },
            async volume =>
            {
                var job = new StorageJob(simulation, method, volume.Name, task);
                if (!volume.IsFile)
                {
                    await job.SimulateAsync(volume.Allocation * (ulong)passes.Count).ConfigureAwait(false);
                    return;
                }

                using var file = VolumeFile.Open(volume.Path, FileAccess.ReadWrite);
                try
                {
                    await job.OverwriteAsync(file, passes).ConfigureAwait(false);
                }
                catch (Exception fault) when (StorageFaults.IsFault(fault))
                {
                    throw StorageFaults.Of(volume.Path, fault);
                }
                finally
                {
                    // What is no longer an image is raw, also when the work came to half of it.
                    wiped = VolumeFile.Look(volume.Path, file);
                }
            },
            volume => wiped is { } found ? volume.As(found) : volume,
            task.CancellationToken,
            () => wiped).ConfigureAwait(false);
        return default;
    }

    private SimulatedVolume RequireFree(StorageVolumeRef reference, string? ifRevision)
    {
        var volume = finder.Require(reference);
        pools.Find(volume.Pool).RequireIdle();
        if (volume.Use is not null)
            throw StorageVolumeRefusals.Busy(volume);
        return ifRevision is null || ifRevision == volume.Revision
            ? volume
            : throw StorageVolumeRefusals.RevisionMismatch(volume, ifRevision);
    }

    /// <summary>Marks a volume, does work on it outside of the lock, and puts into effect what has become of it.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="ifRevision">Only if it has this revision; null for any.</param>
    /// <param name="operation">The method that is at work.</param>
    /// <param name="check">Refuses what cannot be done. Under the lock.</param>
    /// <param name="work">The work.</param>
    /// <param name="finish">The volume afterwards; null when it is gone.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="partial">What has become of the file of work that failed; null for nothing.</param>
    private async ValueTask RunAsync(
        StorageVolumeRef reference,
        string? ifRevision,
        string operation,
        Action<SimulatedVolume> check,
        Func<SimulatedVolume, ValueTask> work,
        Func<SimulatedVolume, SimulatedVolume?> finish,
        CancellationToken cancellationToken,
        Func<FoundVolume?>? partial = null)
    {
        SimulatedVolume former;
        SimulatedVolume busy;
        lock (simulation.Gate)
        {
            former = RequireFree(reference, ifRevision);
            check(former);
            busy = former with { Operation = operation };
            volumes.Mark(former, busy);
        }

        try
        {
            await simulation.Faults.ReachAsync(operation + ":work", former.Name, cancellationToken).ConfigureAwait(false);
            await work(former).ConfigureAwait(false);
        }
        catch
        {
            var touched = partial?.Invoke();
            var left = touched is { } found ? former.As(found) : former;
            await End(busy, left, touched is null ? null : StorageVolumeEvents.Changed(left)).ConfigureAwait(false);
            throw;
        }

        var now = finish(former);
        await End(busy, now, now is null ? StorageVolumeEvents.Deleted(former) : StorageVolumeEvents.Changed(now)).ConfigureAwait(false);
    }

    private ValueTask End(SimulatedVolume busy, SimulatedVolume? now, Happening? told)
    {
        lock (simulation.Gate)
            return volumes.Put(busy, now, told);
    }
}
