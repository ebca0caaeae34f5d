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
        IReadOnlyList<string> paths = [];
        ValueTask made = default;
        store.BeginJob(request.Self, job, (domain, _) =>
        {
            domain.RequireActive();
            domain.RequireDisksFree();
            targets = wanted.Plan(domain, suffix);
            paths = [.. targets.Select(static t => t.Path)];
            if (!reuse)
                made = files.Make(paths);
            job.Disks = [.. targets.Select(static t => t.Disk)];
            return DomainTransition.To(domain);
        });
        return jobs.Task(job, new JobPlan<DomainBackup>(async run =>
        {
            if (reuse)
                made = files.Put(paths);
            await made.ConfigureAwait(false);
            run.Expect(targets.Sum(static t => t.Size));
            await run.EnterAsync("copy").ConfigureAwait(false);
            foreach (var target in targets)
                await run.MoveAsync(target.Size).ConfigureAwait(false);
            await run.EnterAsync("finish").ConfigureAwait(false);
            await store.EndJobAsync(run, static (domain, _) => DomainTransition.To(domain)).ConfigureAwait(false);
            return new DomainBackup
            {
                Disks = [.. targets.Select(static t => new DomainBackupDisk { Disk = t.Disk, Path = t.Path, Size = t.Size })],
            };
        })
        {
            Remove = async () =>
            {
                foreach (var path in paths.Where(_ => !reuse))
                    await files.Remove(path).ConfigureAwait(false);
            },
        });
    }
}
