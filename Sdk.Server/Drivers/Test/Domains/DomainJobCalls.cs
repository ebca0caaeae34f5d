using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Networks;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>The calls that begin long work on domains, or are about it.</summary>
internal abstract class DomainJobCalls(DomainStore store, LeaseTable leases, DomainWork work) : DomainGuestCalls(store, leases)
{
    /// <inheritdoc/>
    public override ValueTask<TaskWork<DomainJobProgress, DomainSavedState>> SaveAsync(DomainSaveRequest request, CallContext call) =>
        new(work.Saves.Save(request));

    /// <inheritdoc/>
    public override ValueTask<TaskWork<DomainJobProgress, DomainRestored>> RestoreAsync(DomainRestoreRequest request, CallContext call) =>
        new(work.Restores.Restore(request));

    /// <inheritdoc/>
    public override ValueTask<TaskWork<DomainJobProgress, DomainSavedState>> ManagedSaveAsync(DomainManagedSaveRequest request, CallContext call) =>
        new(work.Saves.ManagedSave(request));

    /// <inheritdoc/>
    public override ValueTask RemoveManagedSaveAsync(DomainRef self, CallContext call) =>
        Change(self, static (domain, _) => DomainTransition.To(domain with { ManagedSave = null }));

    /// <inheritdoc/>
    public override ValueTask<TaskWork<DomainJobProgress, DomainDump>> DumpCoreAsync(DomainDumpCoreRequest request, CallContext call) =>
        new(work.Dumps.Dump(request));

    /// <inheritdoc/>
    public override ValueTask<DomainJobInfo> GetJobInfoAsync(DomainGetJobInfoRequest request, CallContext call) =>
        new(work.Describe(request));

    /// <inheritdoc/>
    public override ValueTask AbortJobAsync(DomainAbortJobRequest request, CallContext call) => work.AbortAsync(request, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask<TaskWork<DomainJobProgress, DomainBackup>> BeginBackupAsync(DomainBeginBackupRequest request, CallContext call) =>
        new(work.Backups.Begin(request));

    /// <inheritdoc/>
    public override ValueTask<TaskWork<DomainJobProgress, DomainBlockJobResult>> BlockPullAsync(DomainBlockPullRequest request, CallContext call) =>
        new(work.Disks.Pull(request));

    /// <inheritdoc/>
    public override ValueTask<TaskWork<DomainJobProgress, DomainBlockJobResult>> BlockCommitAsync(DomainBlockCommitRequest request, CallContext call) =>
        new(work.Disks.Commit(request));

    /// <inheritdoc/>
    public override ValueTask<TaskWork<DomainJobProgress, DomainBlockJobResult>> BlockCopyAsync(DomainBlockCopyRequest request, CallContext call) =>
        new(work.Disks.Mirror(request));

    /// <inheritdoc/>
    public override ValueTask<TaskWork<DomainJobProgress, DomainMigrated>> MigrateAsync(DomainMigrateRequest request, CallContext call) =>
        new(work.Migrations.Migrate(request));
}
