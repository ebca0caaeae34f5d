using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>Makes volumes, empty ones and clones. While one is made its name is taken, and nobody sees it until it is whole.</summary>
internal sealed class StorageVolumeMaker(Simulation simulation, StoragePoolStore pools, StorageVolumeStore volumes, StorageVolumeFinder finder)
{
    private static string Cloning => HostApi.StorageVolume.CreateFrom.Name;

    /// <summary>Makes an empty volume.</summary>
    public async ValueTask<SimulatedVolume> CreateAsync(
        StoragePoolRef pool, string? xml, StorageVolumeSpec? spec, CancellationToken cancellationToken)
    {
        var asked = Read(xml, spec, needsCapacity: true);
        StorageVolumePlan plan;
        lock (simulation.Gate)
        {
            plan = Plan(pool, asked, null, HostApi.StorageVolume.Create.Name);
            volumes.Mark(null, plan.Volume);
        }

        return await MakeAsync(plan, null, static (_, _) => default, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The work of making a clone. What can be refused at once is.</summary>
    public TaskWork<StorageProgress, StorageVolumeRef> Clone(
        StoragePoolRef pool, string? xml, StorageVolumeSpec? spec, StorageVolumeRef source)
    {
        var asked = Read(xml, spec, needsCapacity: false);
        lock (simulation.Gate)
        {
            var plan = Plan(pool, asked, RequireReadable(source), Cloning);
            return new TaskWork<StorageProgress, StorageVolumeRef>(task => CloneAsync(pool, asked, source, task)).About(plan.Volume.Reference);
        }
    }

    private static StorageVolumeDefinition Read(string? xml, StorageVolumeSpec? spec, bool needsCapacity)
    {
        StorageDocument.RequireOne(xml, spec);
        return StorageDocument.Read(
            xml is not null,
            () => StorageVolumeDefinitionReader.Read(spec is null ? xml! : StorageVolumeSpecs.Apply(spec, xml), needsCapacity));
    }

    private async Task<StorageVolumeRef> CloneAsync(
        StoragePoolRef pool, StorageVolumeDefinition asked, StorageVolumeRef source, TaskContext<StorageProgress> task)
    {
        StorageVolumePlan plan;
        SimulatedVolume original;
        lock (simulation.Gate)
        {
            original = RequireReadable(source);
            plan = Plan(pool, asked, original, Cloning);
            volumes.Mark(null, plan.Volume);
            volumes.Mark(original, original with { Readers = original.Readers + 1 });
        }

        try
        {
            var progress = new StorageJob(simulation, Cloning, plan.Volume.Name, task);
            var made = await MakeAsync(
                plan,
                original,
                (from, to) => from is null || to is null
                    ? new ValueTask(progress.SimulateAsync(original.Allocation))
                    : new ValueTask(progress.CopyAsync(from, to)),
                task.CancellationToken).ConfigureAwait(false);
            return made.Reference;
        }
        finally
        {
            lock (simulation.Gate)
            {
                // Another clone may be reading it as well by now.
                var former = volumes.FindByPath(original.Path)!;
                volumes.Mark(former, former with { Readers = former.Readers - 1 });
            }
        }
    }

    private SimulatedVolume RequireReadable(StorageVolumeRef source)
    {
        var volume = finder.Require(source);

        // A pool that is looked through anew may lose it.
        pools.Find(volume.Pool).RequireIdle();
        return volume.Operation is null ? volume : throw StorageVolumeRefusals.Busy(volume);
    }

    private StorageVolumePlan Plan(StoragePoolRef reference, StorageVolumeDefinition asked, SimulatedVolume? source, string operation)
    {
        var pool = pools.Reach(reference);
        var plan = StorageVolumePlan.Of(pool, asked, source, operation);
        var volume = plan.Volume;
        if (volumes.FindHolder(pool.Uuid, volume.Name, volume.Path) is { } holder)
            throw holder.IsPending ? StorageVolumeRefusals.Busy(holder) : StorageVolumeRefusals.Exists(pool.Name, volume.Name, volume.Path);
        if (!volume.IsFile)
            pools.RequireSpace(pool, plan.Needed);
        return plan;
    }

    /// <summary>Makes the file of a volume, or nothing where it is in memory, and lets everybody see it.</summary>
    /// <param name="plan">The volume.</param>
    /// <param name="source">What it is a clone of; null for an empty one.</param>
    /// <param name="fill">Fills the new file from the source's; both are null in memory.</param>
    /// <param name="cancellationToken">Stops it: then there is no volume.</param>
    private async ValueTask<SimulatedVolume> MakeAsync(
        StorageVolumePlan plan,
        SimulatedVolume? source,
        Func<Microsoft.Win32.SafeHandles.SafeFileHandle?, Microsoft.Win32.SafeHandles.SafeFileHandle?, ValueTask> fill,
        CancellationToken cancellationToken)
    {
        var pending = plan.Volume;
        try
        {
            await simulation.Faults.ReachAsync(pending.Operation + ":work", pending.Name, cancellationToken).ConfigureAwait(false);
            var whole = pending with { IsPending = false, Operation = null };
            if (plan.Directory is { } directory)
                whole = whole.As(await WriteAsync(plan, directory, source, fill).ConfigureAwait(false));
            else
                await fill(null, null).ConfigureAwait(false);
            ValueTask kept;
            lock (simulation.Gate)
                kept = volumes.Put(pending, whole, StorageVolumeEvents.Created(whole));
            await kept.ConfigureAwait(false);
            return whole;
        }
        catch
        {
            lock (simulation.Gate)
                volumes.Mark(pending, null);
            throw;
        }
    }

    private async Task<FoundVolume> WriteAsync(
        StorageVolumePlan plan,
        string directory,
        SimulatedVolume? source,
        Func<Microsoft.Win32.SafeHandles.SafeFileHandle?, Microsoft.Win32.SafeHandles.SafeFileHandle?, ValueTask> fill)
    {
        var volume = plan.Volume;
        pools.RequireSpace(pools.Find(volume.Pool), plan.Needed);
        using var from = source is { IsFile: true } ? VolumeFile.Open(source.Path, FileAccess.Read) : null;
        using var partial = PartialFile.Begin(directory, plan.Preallocated);
        try
        {
            if (from is null)
                VolumeFile.Format(partial.File, volume.Format, volume.Capacity);
            await fill(from, from is null ? null : partial.File).ConfigureAwait(false);
            if (from is not null && !VolumeFile.TryGrow(partial.File, volume.Format, volume.Capacity))
                throw StorageVolumeRefusals.DocumentUnsupported("The image that is cloned has no room to grow to that capacity.");
            var found = VolumeFile.Look(volume.Path, partial.File);
            return partial.TryPublish(volume.Path)
                ? found
                : throw StorageVolumeRefusals.Exists(volume.Pool.Name!, volume.Name, volume.Path);
        }
        catch (Exception fault) when (StorageFaults.IsFault(fault) || fault is ArgumentException)
        {
            throw StorageFaults.Of(volume.Path, fault);
        }
    }
}
