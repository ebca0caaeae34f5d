using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Migrations;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>All long work that a simulated host does on domains.</summary>
internal sealed class DomainWork
{
    private static readonly DomainJobInfo None = new() { State = DomainJobState.None };

    private readonly DomainStore _store;
    private readonly MigrationRecovery _recovery;

    /// <summary>The work on the domains of a store.</summary>
    /// <param name="store">The domains.</param>
    /// <param name="files">The host's files.</param>
    /// <param name="connect">Connects to other hosts; null as any client does.</param>
    /// <param name="stopping">Cancelled when the host ends.</param>
    public DomainWork(DomainStore store, HostFiles files, ConnectMigration? connect = null, CancellationToken stopping = default)
    {
        connect ??= ConnectAsync;
        _recovery = new MigrationRecovery(store, connect, stopping);
        _store = store;
        var jobs = new DomainJobs(store);
        Saves = new SaveJobs(store, files, jobs);
        Restores = new RestoreJobs(store, files, jobs);
        Dumps = new DumpJobs(store, files, jobs);
        Backups = new BackupJobs(store, files, jobs);
        Disks = new BlockJobs(store, files, jobs);
        Migrations = new OutgoingMigrations(store, jobs, _recovery, connect);
    }

    /// <summary>Saving guests.</summary>
    public SaveJobs Saves { get; }

    /// <summary>Bringing saved guests back.</summary>
    public RestoreJobs Restores { get; }

    /// <summary>Dumping guests.</summary>
    public DumpJobs Dumps { get; }

    /// <summary>Copying the disks of guests.</summary>
    public BackupJobs Backups { get; }

    /// <summary>Work on single disks.</summary>
    public BlockJobs Disks { get; }

    /// <summary>Moving guests to other hosts.</summary>
    public OutgoingMigrations Migrations { get; }

    /// <summary>Takes up what an earlier server was at when it ended, once the domains are there.</summary>
    public void Begin() => _recovery.Begin();

    /// <summary>The work that is under way on a domain, or that has ended last.</summary>
    public DomainJobInfo Describe(DomainGetJobInfoRequest request)
    {
        var domain = _store.Find(request.Self);
        if (request.Disk is { } disk)
            return JobOf(domain, disk)?.Info ?? None;
        return (request.Completed == true ? domain.LastJob : domain.Job?.Info) ?? None;
    }

    /// <summary>Ends the work on a domain or on one of its disks; returns when it has ended.</summary>
    public ValueTask AbortAsync(DomainAbortJobRequest request, CancellationToken cancellationToken)
    {
        var domain = _store.Find(request.Self);
        var job = (request.Disk is { } disk ? JobOf(domain, disk) : domain.Job) ?? throw JobRefusals.NoJob(domain.Reference);
        if (job.IsInDoubt)
            throw JobRefusals.InProgress(domain.Reference, job);
        var isReady = job.Info.State == DomainJobState.Ready;
        if (request.Pivot == true && job.Disk is null)
            throw JobRefusals.InvalidArgument("pivot", "Only work on a disk ends on another image: name the disk.");
        if (request.Pivot == true && !isReady)
            throw JobRefusals.NotReady(job);
        return isReady ? DomainJobs.ConcludeAsync(job, request.Pivot == true, cancellationToken) : DomainJobs.AbortAsync(job, cancellationToken);
    }

    // Who asks again says so: a connection that was lost is not made again behind the migration's back.
    private static ValueTask<HostConnection> ConnectAsync(string destination, CancellationToken cancellationToken)
    {
        var options = new HostConnectionOptions();
        options.Reconnect.Enabled = false;
        return HostConnection.OpenAsync(destination, options, cancellationToken);
    }

    private static DomainJob? JobOf(SimulatedDomain domain, string disk) =>
        domain.BlockJobs.GetValueOrDefault(DomainDisks.Find(domain, disk).Target);
}
