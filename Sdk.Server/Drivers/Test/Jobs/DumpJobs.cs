using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>Writing a guest's memory to a file.</summary>
internal sealed class DumpJobs(DomainStore store, HostFiles files, DomainJobs jobs)
{
    /// <summary>Dumps a guest.</summary>
    public TaskWork<DomainJobProgress, DomainDump> Dump(DomainDumpCoreRequest request)
    {
        HostFiles.RequirePath(request.Path, "path");
        var (live, crash, reset) = (request.Live == true, request.Crash == true, request.Reset == true);
        if (crash && (live || reset))
            throw JobRefusals.InvalidArgument("crash", "A guest that ends after its dump neither runs meanwhile nor starts anew.");
        if (live && reset)
            throw JobRefusals.InvalidArgument("reset", "A guest that runs during its dump is not started anew after it.");
        var job = jobs.New(HostApi.Domain.DumpCore, DomainJobOperation.Dump);
        var before = store.BeginJob(request.Self, job, static (domain, _) =>
        {
            domain.RequireActive();
            return DomainTransition.To(domain);
        });

        // The state of the devices is small beside the memory.
        var size = before.MemoryBytes + (request.MemoryOnly == true ? 0 : before.MemoryBytes / 64);
        return jobs.Task(job, new JobPlan<DomainDump>(async run =>
        {
            await run.EnterAsync("pause").ConfigureAwait(false);
            if (!live)
                await store.ChangeUnderJobAsync(job, static (domain, now) => domain.StandStill(DomainStateReason.Dump, now)).ConfigureAwait(false);
            run.Expect(size);
            await run.EnterAsync("write").ConfigureAwait(false);
            await run.MoveAsync(size).ConfigureAwait(false);
            await run.EnterAsync("finish").ConfigureAwait(false);
            ValueTask written = default;
            await store.EndJobAsync(run, (domain, now) =>
            {
                written = files.Put(new HostFile(request.Path));
                return crash ? domain.Stop(DomainStateReason.Crashed) : reset ? GoOnAnew(domain, now) : GoOn(domain, now);
            }).ConfigureAwait(false);
            await written.ConfigureAwait(false);
            return new DomainDump { Path = request.Path, Size = size };
        })
        { Undo = GoOn });
    }

    private static DomainTransition GoOn(SimulatedDomain domain, long now) =>
        domain.GoOn(DomainStateReason.Dump, DomainStateReason.Unpaused, now);

    private static DomainTransition GoOnAnew(SimulatedDomain domain, long now)
    {
        var rebooted = domain.Reset();
        var running = GoOn(rebooted.Domain!, now);
        return running with { Changes = [.. rebooted.Changes, .. running.Changes] };
    }
}
