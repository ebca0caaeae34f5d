using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Migrations;

/// <summary>Connects to the host that a guest goes to.</summary>
internal delegate ValueTask<HostConnection> ConnectMigration(string destination, CancellationToken cancellationToken);

/// <summary>
/// Finds out whether a guest has gone, where the answer was lost: asks the other host until it answers, and then lets the guest go on here, or
/// gives it up here. Until then it stands still, and nobody can start it.
/// </summary>
internal sealed class MigrationRecovery(DomainStore store, ConnectMigration connect, CancellationToken stopping)
{
    private static readonly CallOptions Patience = new() { Deadline = TimeSpan.FromSeconds(10) };

    private Simulation Simulation => store.Simulation;

    /// <summary>Takes up the migrations that an earlier server was at when it ended.</summary>
    public void Begin()
    {
        foreach (var kept in Simulation.Keeper.Load(MigrationIntent.Kind).Values)
        {
            var intent = MigrationIntent.Read(kept);
            var job = new DomainJob(HostApi.Domain.Migrate, DomainJobOperation.MigrationOut, Simulation.Time)
            {
                Domain = intent.Domain,
                Allows = DomainCalls.Destroy,
                IsInDoubt = true,
            };

            // Before anybody can start it: the other host may have let it run.
            if (intent.IsAsked)
                store.Hold(job);
            _ = SettleAsync(intent, job);
        }
    }

    /// <summary>Writes an intent down, or away.</summary>
    public ValueTask KeepAsync(MigrationIntent intent, bool isOver = false)
    {
        lock (Simulation.Gate)
            return Simulation.Keeper.KeepAsync(MigrationIntent.Kind, intent.Id.ToString(), isOver ? null : intent.Kept);
    }

    /// <summary>Asks the other host what has been decided, and does here what follows from it.</summary>
    /// <returns>Whether the guest has gone.</returns>
    public Task<bool> SettleAsync(MigrationIntent intent, DomainJob job) => SettleAsync(intent, job, new TaskCompletionSource<bool>());

    /// <summary>As <see cref="SettleAsync(MigrationIntent, DomainJob)"/>, for one who may give up waiting for the answer; it goes on then all the same.</summary>
    public async Task<bool> SettleAsync(MigrationIntent intent, DomainJob job, CancellationToken patience)
    {
        // Its continuation runs at once: what follows from the answer ends the guest here, and whatever waits for the job with it.
        var answer = new TaskCompletionSource<bool>();
        var settling = SettleAsync(intent, job, answer);
        await answer.Task.WaitAsync(patience).ConfigureAwait(false);
        return await settling.ConfigureAwait(false);
    }

    private async Task<bool> SettleAsync(MigrationIntent intent, DomainJob job, TaskCompletionSource<bool> answer)
    {
        try
        {
            var hasGone = await AskAsync(intent).ConfigureAwait(false);
            answer.TrySetResult(hasGone);
            await ConcludeAsync(intent, job, hasGone).ConfigureAwait(false);
            return hasGone;
        }
        catch (Exception failure)
        {
            answer.TrySetException(failure);
            throw;
        }
        finally
        {
            job.Release();
        }
    }

    /// <summary>Does on this host what was decided on the other one.</summary>
    public async Task ConcludeAsync(MigrationIntent intent, DomainJob job, bool hasGone)
    {
        var state = hasGone ? DomainJobState.Completed : DomainJobState.Failed;
        var done = intent.IsAsked
            ? store.GiveUpAsync(
                job, state, (domain, now) => hasGone ? Leave(domain, intent) : domain.GoOn(DomainStateReason.Migration, DomainStateReason.MigrationCanceled, now))
            : default;

        // Whatever becomes of the writing, the intent goes behind the change: left alone, it would speak of a guest that may be back by then.
        var over = KeepAsync(intent, isOver: true);
        await done.ConfigureAwait(false);
        await over.ConfigureAwait(false);
        if (hasGone)
            _ = DismissAsync(intent);
    }

    /// <summary>Lets the other host forget a guest that does not come. Where it cannot be reached it forgets by itself.</summary>
    public static async Task CancelAsync(HostConnection peer, Guid id)
    {
        try
        {
            await Remote(peer, id).CancelAsync().ConfigureAwait(false);
        }
        catch (HostException)
        {
            // Its patience ends, and it was not asked to let the guest run.
        }
    }

    /// <summary>The other host's side of a migration.</summary>
    public static DomainMigration Remote(HostConnection peer, Guid id) =>
        peer.DomainMigrations.WithOptions(Patience).Bind(DomainMigrationRef.ById(id));

    private static DomainTransition Leave(SimulatedDomain domain, MigrationIntent intent)
    {
        var left = domain.IsActive ? domain.Stop(DomainStateReason.Migrated) : DomainTransition.To(domain);
        if (left.Domain is not { IsPersistent: true } persistent || !intent.Undefine)
            return left;
        var removed = persistent.Undefine(withSnapshots: true, withManagedSave: true);
        return removed with { Changes = [.. left.Changes, .. removed.Changes] };
    }

    private async Task<bool> AskAsync(MigrationIntent intent)
    {
        while (true)
        {
            try
            {
                await using var peer = await connect(intent.Destination, stopping).ConfigureAwait(false);
                var info = await Remote(peer, intent.Id).CancelAsync(stopping).ConfigureAwait(false);
                return info.State == DomainMigrationState.Finished;
            }
            catch (HostException)
            {
                // Nobody knows but the other host.
                await Task.Delay(Simulation.Pace.Retry, Simulation.Time, stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task DismissAsync(MigrationIntent intent)
    {
        try
        {
            await using var peer = await connect(intent.Destination, stopping).ConfigureAwait(false);
            await Remote(peer, intent.Id).DismissAsync(stopping).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HostException or OperationCanceledException)
        {
            // The other host remembers it for longer than is needed, and nothing else.
        }
    }
}
