using System.Globalization;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>Copying the disks of a running guest as they stand at one moment. The guest runs meanwhile, and can be changed.</summary>
internal sealed class BackupJobs(DomainStore store, HostFiles files, DomainJobs jobs)
{
    private const DomainCalls Allowed = DomainCalls.Destroy | DomainCalls.Suspend | DomainCalls.Modify;

    /// <summary>Begins a backup.</summary>
    public TaskWork<DomainJobProgress, DomainBackup> Begin(DomainBeginBackupRequest request)
    {
        var wanted = BackupDocument.Read(request.Xml ?? "<domainbackup/>");
        var reuse = request.ReuseExternal == true;
        var job = jobs.New(HostApi.Domain.BeginBackup, DomainJobOperation.Backup, Allowed);
        var suffix = store.Simulation.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        IReadOnlyList<BackupTarget> targets = [];
        store.BeginJob(request.Self, job, (domain, _) =>
        {
            domain.RequireActive();
            domain.RequireDisksFree();
            targets = wanted.Plan(domain, suffix);
            foreach (var target in targets)
                files.RequireFree(target.Path, reuse);
            return DomainTransition.To(domain);
        });
        return jobs.Task(job, new JobPlan<DomainBackup>(async run =>
        {
            foreach (var target in targets)
                await files.Put(new HostFile(target.Path)).ConfigureAwait(false);
            run.Expect(targets.Count * DomainDisks.ImageBytes);
            await run.EnterAsync("copy").ConfigureAwait(false);
            foreach (var _ in targets)
                await run.MoveAsync(DomainDisks.ImageBytes).ConfigureAwait(false);
            await run.EnterAsync("finish").ConfigureAwait(false);
            await store.EndJobAsync(run, static (domain, _) => DomainTransition.To(domain)).ConfigureAwait(false);
            return new DomainBackup
            {
                Disks = [.. targets.Select(static t => new DomainBackupDisk { Disk = t.Disk, Path = t.Path, Size = DomainDisks.ImageBytes })],
            };
        })
        {
            Remove = async () =>
            {
                foreach (var target in targets.Where(_ => !reuse))
                    await files.Remove(target.Path).ConfigureAwait(false);
            },
        });
    }
}
