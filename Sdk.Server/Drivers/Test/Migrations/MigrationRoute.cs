using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Migrations;

/// <summary>
/// One guest's way to another host, led by this one. Up to the question whether the other host lets it run, the guest is here, and whatever goes
/// wrong ends in its going on here. From the question on it stands still here, until the other host has said what it has decided.
/// </summary>
internal sealed class MigrationRoute(
    DomainStore store,
    MigrationRecovery recovery,
    ConnectMigration connect,
    DomainMigrateRequest request,
    MigrationIntent intent,
    DomainDefinition live,
    DomainDefinition? persistent)
{
    private const int MostPasses = 5;

    private HostConnection? _peer;
    private bool _isPrepared;
    private long _pausedAt;
    private long _moved;

    private Simulation Simulation => store.Simulation;

    /// <summary>Goes all the way.</summary>
    public async Task<DomainMigrated> GoAsync(JobRun run)
    {
        try
        {
            await PrepareAsync(run).ConfigureAwait(false);
            var iterations = await PerformAsync(run).ConfigureAwait(false);
            var downtime = await FinishAsync(run).ConfigureAwait(false);
            return new DomainMigrated
            {
                Destination = request.Destination,
                Name = live.Name,
                DataTotal = _moved,
                Iterations = iterations,
                Downtime = downtime,
                TimeElapsed = run.Job.Info.Progress!.TimeElapsed,
            };
        }
        finally
        {
            // A job that was turned back has closed it already.
            if (run.Job.IsInDoubt || run.Job.Info.State == DomainJobState.Completed)
                await CloseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Gives up on the way there.</summary>
    public async ValueTask TurnBackAsync()
    {
        if (_peer is { } peer && _isPrepared)
            await MigrationRecovery.CancelAsync(peer, intent.Id).ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        await recovery.KeepAsync(intent, isOver: true).ConfigureAwait(false);
    }

    private async Task PrepareAsync(JobRun run)
    {
        await run.EnterAsync("connect").ConfigureAwait(false);
        _peer = await Remote(run, () => connect(request.Destination, run.Token)).ConfigureAwait(false);

        // A server that is started anew lets the other host forget the guest at once.
        await recovery.KeepAsync(intent).ConfigureAwait(false);
        await run.EnterAsync("prepare").ConfigureAwait(false);
        _isPrepared = true;
        await Remote(run, () => _peer.DomainMigrations.PrepareAsync(
            id: intent.Id,
            xml: live.Xml,
            persistentXml: persistent?.Xml,
            paused: request.Paused,
            size: live.Memory * 1024,
            cancellationToken: run.Token)).ConfigureAwait(false);
    }

    private async Task<int> PerformAsync(JobRun run)
    {
        await run.EnterAsync("perform").ConfigureAwait(false);
        if (request.Live != true)
            await StandStillAsync(run).ConfigureAwait(false);

        // What a guest that runs writes meanwhile is an eighth of what was moved.
        var memory = live.Memory * 1024;
        var (left, pass) = (memory, 1);
        while (true)
        {
            await PassAsync(run, pass, left).ConfigureAwait(false);
            left /= 8;
            if (request.Live != true)
                return pass;
            if (pass == MostPasses || left < memory / 64)
                break;
            pass++;
        }

        await run.EnterAsync("pause").ConfigureAwait(false);
        await StandStillAsync(run).ConfigureAwait(false);
        await PassAsync(run, ++pass, left).ConfigureAwait(false);
        return pass;
    }

    private async Task PassAsync(JobRun run, int pass, long bytes)
    {
        run.Expect(bytes);
        run.Tell(progress => progress with { Iteration = pass });
        store.TellIteration(run.Job, pass);
        await run.MoveAsync(bytes, request.Bandwidth).ConfigureAwait(false);
        await run.ReachAsync($"pass{pass}").ConfigureAwait(false);
        await Remote(run, () => There().TransferAsync(pass, bytes, run.Token)).ConfigureAwait(false);
        _moved += bytes;
    }

    private async Task<TimeSpan> FinishAsync(JobRun run)
    {
        await run.EnterAsync("finish").ConfigureAwait(false);
        var asked = intent with { IsAsked = true };
        var (cpuTime, paused) = (0UL, false);
        ValueTask kept = default;
        await store.ChangeUnderJobAsync(run.Job, (domain, now) =>
        {
            // The last moment for a cancel: none is heard from here on.
            run.Token.ThrowIfCancellationRequested();
            run.Job.IsInDoubt = true;
            kept = recovery.KeepAsync(asked);
            cpuTime = domain.Cpu.At(now, domain.Live!.Vcpus);
            paused = domain.State == DomainState.Paused && domain.Reason != DomainStateReason.Migration;
            return DomainTransition.To(domain);
        }).ConfigureAwait(false);
        try
        {
            await kept.ConfigureAwait(false);
        }
        catch (StateNotKeptException)
        {
            // The other host is not asked, and so nothing is in doubt.
            run.Job.IsInDoubt = false;
            throw;
        }

        HostException? refusal = null;
        try
        {
            // Held or failed here, nobody knows yet whether the other host was asked.
            await Simulation.Faults.ReachAsync($"{run.Job.Method}:ask", run.Job.Domain.Name!, CancellationToken.None).ConfigureAwait(false);
            await There().FinishAsync(cpuTime, paused).ConfigureAwait(false);
        }
        catch (HostException failure)
        {
            refusal = failure;
        }

        if (refusal is null)
        {
            try
            {
                await recovery.ConcludeAsync(asked, run.Job, hasGone: true).ConfigureAwait(false);
            }
            finally
            {
                run.Job.Release();
            }
        }
        else if (!await recovery.SettleAsync(asked, run.Job, run.Token).ConfigureAwait(false))
        {
            throw MigrationRefusals.Failed(run.Job.Domain, request.Destination, "finish", refusal);
        }

        return Simulation.Time.GetElapsedTime(_pausedAt);
    }

    private async Task StandStillAsync(JobRun run)
    {
        _pausedAt = Simulation.Time.GetTimestamp();
        await store.ChangeUnderJobAsync(run.Job, static (domain, now) => domain.StandStill(DomainStateReason.Migration, now)).ConfigureAwait(false);
    }

    private DomainMigration There() => MigrationRecovery.Remote(_peer!, intent.Id);

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _peer, null) is { } peer)
            await peer.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask Remote(JobRun run, Func<ValueTask> call) => await Remote(run, async () =>
    {
        await call().ConfigureAwait(false);
        return true;
    }).ConfigureAwait(false);

    // What the other host says is told as its words: the errors of this method are about this host.
    private async ValueTask<T> Remote<T>(JobRun run, Func<ValueTask<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (HostException failure)
        {
            throw MigrationRefusals.Failed(run.Job.Domain, request.Destination, run.Job.Info.Progress!.Phase, failure);
        }
    }
}
