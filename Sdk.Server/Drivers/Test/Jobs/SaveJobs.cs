using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>Saving a guest: it stands still, its memory is written, and it ends, all at one moment with the saved state being there.</summary>
internal sealed class SaveJobs(DomainStore store, HostFiles files, DomainJobs jobs)
{
    /// <summary>Saves a guest under a path.</summary>
    public TaskWork<DomainJobProgress, DomainSavedState> Save(DomainSaveRequest request)
    {
        HostFiles.RequirePath(request.Path, "path");
        var edited = request.Xml is { } xml ? DomainDefinitionReader.Read(xml, store.Simulation.Uuids.Next) : null;
        var job = jobs.New(HostApi.Domain.Save, DomainJobOperation.Save);
        var before = store.BeginJob(request.Self, job, (domain, _) =>
        {
            domain.RequireActive();
            if (edited is not null)
                domain.RequireSame(edited, "xml");
            domain.RequireDisksFree();
            return DomainTransition.To(domain);
        });
        return jobs.Task(job, new JobPlan<DomainSavedState>(async run =>
        {
            var size = await WriteAsync(run, before).ConfigureAwait(false);
            ValueTask written = default;
            await store.EndJobAsync(run, (domain, now) =>
            {
                written = files.Put(new HostFile(request.Path, domain.Snapshot(edited, request.Paused ?? before.State != DomainState.Running, size, now)));
                return domain.Stop(DomainStateReason.Saved);
            }).ConfigureAwait(false);
            await written.ConfigureAwait(false);
            return new DomainSavedState { Path = request.Path, Size = size };
        })
        { Undo = GoOn });
    }

    /// <summary>Saves a guest where the host keeps it.</summary>
    public TaskWork<DomainJobProgress, DomainSavedState> ManagedSave(DomainManagedSaveRequest request)
    {
        var job = jobs.New(HostApi.Domain.ManagedSave, DomainJobOperation.Save);
        var before = store.BeginJob(request.Self, job, static (domain, _) =>
        {
            domain.RequireActive();
            domain.RequirePersistent();
            domain.RequireDisksFree();
            return DomainTransition.To(domain);
        });
        return jobs.Task(job, new JobPlan<DomainSavedState>(async run =>
        {
            var size = await WriteAsync(run, before).ConfigureAwait(false);
            await store.EndJobAsync(run, (domain, now) =>
            {
                var saved = domain.Snapshot(null, request.Paused ?? before.State != DomainState.Running, size, now);
                var stopped = domain.Stop(DomainStateReason.Saved);
                return stopped with { Domain = stopped.Domain! with { ManagedSave = saved } };
            }).ConfigureAwait(false);
            return new DomainSavedState { Size = size };
        })
        { Undo = GoOn });
    }

    private async Task<long> WriteAsync(JobRun run, SimulatedDomain before)
    {
        await run.EnterAsync("pause").ConfigureAwait(false);
        await store.ChangeUnderJobAsync(run.Job, static (domain, now) => domain.StandStill(DomainStateReason.Save, now)).ConfigureAwait(false);
        var size = before.MemoryBytes;
        run.Expect(size);
        await run.EnterAsync("write").ConfigureAwait(false);
        await run.MoveAsync(size).ConfigureAwait(false);
        await run.EnterAsync("finish").ConfigureAwait(false);
        return size;
    }

    private static DomainTransition GoOn(SimulatedDomain domain, long now) =>
        domain.GoOn(DomainStateReason.Save, DomainStateReason.SaveCanceled, now);
}
