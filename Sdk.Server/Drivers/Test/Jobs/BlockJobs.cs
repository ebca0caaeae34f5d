using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>Work on single disks of a running guest: other calls on the domain are served meanwhile, and other disks are worked on.</summary>
internal sealed class BlockJobs(DomainStore store, HostFiles files, DomainJobs jobs)
{
    private const string Copy = "copy";
    private const string ActiveCommit = "active-commit";

    /// <summary>Takes into a disk's image what it has from the images below.</summary>
    public TaskWork<DomainJobProgress, DomainBlockJobResult> Pull(DomainBlockPullRequest request)
    {
        var (job, disk) = Begin(request.Self, request.Disk, HostApi.Domain.BlockPull, DomainJobOperation.BlockPull, mirror: null, disk =>
        {
            if (request.BaseImage is { } wanted && !disk.Images.Skip(1).Contains(wanted))
                throw JobRefusals.InvalidArgument("baseImage", $"'{wanted}' is none of the images below '{disk.Source}'.");
        });
        var taken = disk.Images.Skip(1).TakeWhile(image => image != request.BaseImage).Count();
        return jobs.Task(job, new JobPlan<DomainBlockJobResult>(async run =>
        {
            await MoveAsync(run, "pull", taken, request.Bandwidth).ConfigureAwait(false);
            await run.EnterAsync("finish").ConfigureAwait(false);
            return await EndAsync(run, disk, disk.Source!, pivoted: false, d => d.WithDiskLayer(disk.Target, disk.Source!, request.BaseImage)).ConfigureAwait(false);
        }));
    }

    /// <summary>Mirrors a disk to another image.</summary>
    public TaskWork<DomainJobProgress, DomainBlockJobResult> Mirror(DomainBlockCopyRequest request)
    {
        HostFiles.RequirePath(request.Path, "path");
        if (request.Pivot == true && request.Finish == true)
            throw JobRefusals.InvalidArgument("finish", "A disk cannot both go on to the new image and stay on its own.");
        var reuse = request.ReuseExternal == true;
        ValueTask made = default;
        var (job, disk) = Begin(request.Self, request.Disk, HostApi.Domain.BlockCopy, DomainJobOperation.BlockCopy, (request.Path, Copy), disk =>
        {
            if (disk.Images.Contains(request.Path))
                throw JobRefusals.InvalidArgument("path", $"'{request.Path}' is an image of the disk itself.");
            if (!reuse)
                made = files.Make([request.Path]);
        });
        var shallow = request.Shallow == true;
        return jobs.Task(job, new JobPlan<DomainBlockJobResult>(async run =>
        {
            if (reuse)
                made = files.Put([request.Path]);
            await made.ConfigureAwait(false);
            await MoveAsync(run, "copy", shallow ? 1 : disk.Images.Count, request.Bandwidth).ConfigureAwait(false);
            var pivot = await ReadyAsync(run, request.Path, Copy, request.Pivot == true ? true : request.Finish == true ? false : null).ConfigureAwait(false);
            return await EndAsync(
                run, disk, pivot ? request.Path : disk.Source!, pivot,
                d => pivot ? d.WithDiskSource(disk.Target, request.Path, keepLayers: shallow) : d).ConfigureAwait(false);
        })
        {
            Undo = (domain, _) => Unmirror(domain, disk.Target),
            Remove = () => reuse ? default : files.Remove(request.Path),
        });
    }

    /// <summary>Writes what images of a disk hold into one below them.</summary>
    public TaskWork<DomainJobProgress, DomainBlockJobResult> Commit(DomainBlockCommitRequest request)
    {
        var plan = default(CommitPlan)!;
        var mirror = request.Active == true ? ActiveCommit : null;
        var (job, disk) = Begin(
            request.Self, request.Disk, HostApi.Domain.BlockCommit, DomainJobOperation.BlockCommit, mirror: null, disk => plan = CommitPlan.Of(disk, request));
        return jobs.Task(job, new JobPlan<DomainBlockJobResult>(async run =>
        {
            await MoveAsync(run, "commit", plan.Merged.Count, request.Bandwidth).ConfigureAwait(false);
            var pivot = mirror is not null
                && await ReadyAsync(run, plan.Base, mirror, request.Pivot == true ? true : null).ConfigureAwait(false);
            if (mirror is null)
                await run.EnterAsync("finish").ConfigureAwait(false);
            var result = await EndAsync(
                run, disk, pivot ? plan.Base : disk.Source!, pivot,
                d => pivot ? d.WithDiskSource(disk.Target, plan.Base, keepLayers: true)
                    : mirror is not null ? d : d.WithDiskLayer(disk.Target, plan.Above!, plan.Base)).ConfigureAwait(false);
            if (request.DeleteImages == true && (pivot || mirror is null))
            {
                foreach (var image in plan.Merged)
                    await files.Remove(image).ConfigureAwait(false);
            }

            return result;
        })
        { Undo = (domain, _) => Unmirror(domain, disk.Target) });
    }

    private (DomainJob Job, LayeredDisk Disk) Begin(
        DomainRef self, string name, MethodDescriptor method, DomainJobOperation operation, (string Path, string Kind)? mirror, Action<LayeredDisk> check)
    {
        // The disk's own name is not known before the domain is found, and the job is named after it.
        var target = DomainDisks.Find(store.Find(self), name).Target;
        var job = jobs.New(method, operation, DomainCalls.None, target);
        LayeredDisk? found = null;
        store.BeginJob(self, job, (domain, _) =>
        {
            domain.RequireActive();
            found = DomainDisks.Find(domain, target);
            if (domain.BlockJobs.TryGetValue(target, out var other))
                throw JobRefusals.InProgress(domain.Reference, other);
            if (found.Source is null)
                throw JobRefusals.InvalidArgument("disk", $"The drive '{target}' of domain '{domain.Name}' has no medium.");
            check(found);
            return DomainTransition.To(mirror is var (path, kind) ? domain with { Live = domain.Live!.WithDiskMirror(target, path, kind) } : domain);
        });
        return (job, found!);
    }

    private static async Task MoveAsync(JobRun run, string phase, int images, long? bandwidth)
    {
        var bytes = images * DomainDisks.ImageBytes;
        run.Expect(bytes);
        await run.EnterAsync(phase).ConfigureAwait(false);
        await run.MoveAsync(bytes, bandwidth).ConfigureAwait(false);
    }

    // Both images hold the same: what happens next is said by the call that began the work, or by a later one.
    private async Task<bool> ReadyAsync(JobRun run, string path, string kind, bool? pivot)
    {
        await run.EnterAsync("ready").ConfigureAwait(false);
        await store.ChangeUnderJobAsync(run.Job, (domain, _) =>
        {
            run.Job.Update(static info => info with { State = DomainJobState.Ready });
            var ready = domain with { Live = domain.Live!.WithDiskMirror(run.Job.Disk!, path, kind, ready: true) };
            return DomainTransition.To(ready, new DomainChange.JobChanged(run.Job.Domain, run.Job.Info));
        }).ConfigureAwait(false);
        var decided = pivot ?? await run.Job.Conclusion.WaitAsync(run.Token).ConfigureAwait(false);
        await run.EnterAsync(decided ? "pivot" : "finish").ConfigureAwait(false);
        return decided;
    }

    private async Task<DomainBlockJobResult> EndAsync(
        JobRun run, LayeredDisk disk, string source, bool pivoted, Func<DomainDefinition, DomainDefinition> change)
    {
        await store.EndJobAsync(run, (domain, _) =>
        {
            // The next start uses the same images, unless its definition has been changed meanwhile.
            var persistent = domain.Persistent is { } next && DomainDisks.TryFind(next, disk.Target)?.Source == disk.Source ? change(next) : domain.Persistent;
            var changed = domain with { Live = change(domain.Live!.WithDiskMirror(disk.Target, null)), Persistent = persistent };
            return persistent is null || persistent.Xml == domain.Persistent!.Xml
                ? DomainTransition.To(changed with { Persistent = domain.Persistent })
                : DomainTransition.To(changed, changed.TellUpdated());
        }).ConfigureAwait(false);
        return new DomainBlockJobResult { Disk = disk.Target, Source = source, Pivoted = pivoted };
    }

    private static DomainTransition Unmirror(SimulatedDomain domain, string target) =>
        DomainTransition.To(domain with { Live = domain.Live!.WithDiskMirror(target, null) });
}
