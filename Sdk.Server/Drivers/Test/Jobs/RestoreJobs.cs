using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>Bringing a guest back from where it was saved: it is there, paused, while its memory is read.</summary>
internal sealed class RestoreJobs(DomainStore store, HostFiles files, DomainJobs jobs)
{
    /// <summary>Restores a guest from a path.</summary>
    public TaskWork<DomainJobProgress, DomainRestored> Restore(DomainRestoreRequest request)
    {
        var saved = files.Find(request.Path)?.Saved ?? throw JobRefusals.NoSavedState(request.Path);
        var definition = DomainDefinitionReader.Read(saved.Xml, store.Simulation.Uuids.Next);
        if (request.Xml is { } xml)
        {
            var edited = DomainDefinitionReader.Read(xml, store.Simulation.Uuids.Next);
            edited.RequireIdentity(definition.Name, definition.Uuid, "xml");
            definition = edited;
        }

        var paused = request.Paused ?? saved.Paused;
        var job = jobs.New(HostApi.Domain.Restore, DomainJobOperation.Restore);
        store.BeginArrival(definition, job, DomainStateReason.StartingUp);
        return jobs.Task(job, new JobPlan<DomainRestored>(async run =>
        {
            run.Expect(saved.Size);
            await run.EnterAsync("read").ConfigureAwait(false);
            await run.MoveAsync(saved.Size).ConfigureAwait(false);
            await run.EnterAsync("start").ConfigureAwait(false);
            await store.EndJobAsync(run, (domain, now) => domain.Awake(DomainStateReason.Restored, paused, saved.CpuUsed, now)).ConfigureAwait(false);
            return new DomainRestored { Domain = job.Domain, State = paused ? DomainState.Paused : DomainState.Running };
        })
        { Undo = static (domain, _) => domain.Stop(DomainStateReason.Failed) });
    }
}
