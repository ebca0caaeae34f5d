using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Specs;

namespace Virtwire.Sdk.Server.Drivers.Test.Migrations;

/// <summary>
/// The guests on their way to this host. That a guest stays is written down before it runs, so that a server that is started anew knows
/// what this one has decided; the rest is in memory, and what is not decided is given up with the server.
/// </summary>
/// <param name="store">The domains.</param>
/// <param name="stopping">Cancelled when the host ends: what could not be written down by then never will be.</param>
internal sealed class IncomingMigrations(DomainStore store, CancellationToken stopping = default)
{
    private const string Kind = "migrations-in";
    private const string IdMark = "id", UuidMark = "uuid", NameMark = "name", AppliedMark = "applied";
    private static readonly DomainMigrationInfo Cancelled = new() { State = DomainMigrationState.Cancelled };

    private readonly Dictionary<Guid, IncomingMigration> _under = [];
    private readonly Dictionary<Guid, DomainRef> _finished = [];
    private readonly NewestIds _cancelled = new(most: 16_384);

    /// <summary>How long nothing may be heard of a guest that is not decided about.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    private Simulation Simulation => store.Simulation;

    /// <summary>Takes up what an earlier server has decided: guests that were to stay are defined, if that server had not come to it.</summary>
    public void Begin()
    {
        foreach (var kept in Simulation.Keeper.Load(Kind).Values)
        {
            var domain = new DomainRef { Uuid = Guid.Parse(kept.Marks[UuidMark]), Name = kept.Marks[NameMark] };
            var id = Guid.Parse(kept.Marks[IdMark]);
            _finished[id] = domain;
            if (kept.Marks[AppliedMark] == "yes")
                continue;

            // The guest itself went with that server, as all that ran on it.
            if (kept.Document.Length > 0)
                _ = store.DefineAsync(new DefinitionSource(kept.Document, null, Simulation.Uuids), ifRevision: null).AsTask();
            _ = KeepAsync(id, domain, kept.Document, applied: true).AsTask();
        }
    }

    /// <summary>Makes room for a guest.</summary>
    public async ValueTask<DomainMigrationRef> PrepareAsync(DomainMigrationPrepareRequest request, CancellationToken cancellationToken)
    {
        var definition = DomainDefinitionReader.Read(request.Xml, Simulation.Uuids.Next);
        if (request.PersistentXml is { } xml)
            DomainDefinitionReader.Read(xml, Simulation.Uuids.Next).RequireIdentity(definition.Name, definition.Uuid, "persistentXml");
        await ReachAsync(HostApi.DomainMigration.Prepare, "begin", definition.Name, cancellationToken).ConfigureAwait(false);
        var job = new DomainJob(HostApi.DomainMigration.Prepare, DomainJobOperation.MigrationIn, Simulation.Time);
        var migration = new IncomingMigration(request.Id, job) { PersistentXml = request.PersistentXml, Paused = request.Paused == true };
        lock (Simulation.Gate)
        {
            // One that was cancelled before it was heard of must not come after all.
            if (_under.ContainsKey(request.Id) || _finished.ContainsKey(request.Id) || _cancelled.Contains(request.Id))
                throw JobRefusals.InvalidArgument("id", $"There has been a migration {request.Id} already.");
            store.BeginArrival(definition, job, DomainStateReason.Migration);
            _under.Add(request.Id, migration);
            migration.Lease = Simulation.Time.CreateTimer(_ => GiveUp(migration), null, Patience, Timeout.InfiniteTimeSpan);
            job.Update(info => info with { Progress = info.Progress! with { Phase = "prepare", DataTotal = request.Size, DataRemaining = request.Size } });
            store.TellBegun(job, task: null);
        }

        // Aborted or destroyed here, it does not come, whether its own host is heard of again or not.
        job.Stopping.Register(() => GiveUp(migration));
        await ReachAsync(HostApi.DomainMigration.Prepare, "answer", definition.Name, cancellationToken).ConfigureAwait(false);
        return new DomainMigrationRef { Id = request.Id };
    }

    /// <summary>Takes a part of a guest's memory.</summary>
    public async ValueTask TransferAsync(DomainMigrationTransferRequest request, CancellationToken cancellationToken)
    {
        var migration = Find(request.Self.Id!.Value);
        await ReachAsync(HostApi.DomainMigration.Transfer, "receive", migration.Job.Domain.Name!, cancellationToken).ConfigureAwait(false);
        lock (Simulation.Gate)
        {
            RequireUndecided(migration);
            migration.Lease!.Change(Patience, Timeout.InfiniteTimeSpan);
            migration.Job.Update(info => info with { Progress = Received(info.Progress!, request) });
        }
    }

    /// <summary>Decides that a guest stays, and lets it run. Not to be cancelled: what is decided is done.</summary>
    public async ValueTask<DomainMigrationInfo> FinishAsync(DomainMigrationFinishRequest request, CancellationToken cancellationToken)
    {
        var migration = Find(request.Self.Id!.Value);
        var name = migration.Job.Domain.Name!;
        await ReachAsync(HostApi.DomainMigration.Finish, "decide", name, cancellationToken).ConfigureAwait(false);
        ValueTask kept;
        lock (Simulation.Gate)
        {
            RequireUndecided(migration);
            migration.IsDecided = true;
            migration.Job.Allows = DomainCalls.None;
            migration.Lease!.Dispose();
            kept = KeepDecisionAsync(migration);
        }

        await kept.ConfigureAwait(false);
        HostException? mishap = null;
        try
        {
            await ReachAsync(HostApi.DomainMigration.Finish, "start", name, CancellationToken.None).ConfigureAwait(false);
        }
        catch (HostException failure)
        {
            // It is decided: a fault from here on may lose the answer, and nothing else.
            mishap = failure;
        }

        await StartAsync(migration, request).ConfigureAwait(false);
        if (mishap is not null)
            throw mishap;
        await ReachAsync(HostApi.DomainMigration.Finish, "answer", name, cancellationToken).ConfigureAwait(false);
        return new DomainMigrationInfo { State = DomainMigrationState.Finished, Domain = migration.Job.Domain };
    }

    /// <summary>Decides that a guest does not come, unless the contrary has been decided.</summary>
    public async ValueTask<DomainMigrationInfo> CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        IncomingMigration? migration;
        lock (Simulation.Gate)
        {
            if (_finished.TryGetValue(id, out var domain))
                return new DomainMigrationInfo { State = DomainMigrationState.Finished, Domain = domain };
            if (!_under.TryGetValue(id, out migration) || !migration.IsDecided)
            {
                _cancelled.Add(id);
                if (migration is not null)
                    GiveUp(migration);
                return Cancelled;
            }
        }

        await migration.Settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        return migration.Describe();
    }

    /// <summary>Where a guest on its way stands.</summary>
    public DomainMigrationInfo Describe(Guid id)
    {
        lock (Simulation.Gate)
        {
            return _finished.TryGetValue(id, out var domain)
                ? new DomainMigrationInfo { State = DomainMigrationState.Finished, Domain = domain }
                : Find(id).Describe();
        }
    }

    /// <summary>Forgets a migration that has finished.</summary>
    public ValueTask DismissAsync(Guid id)
    {
        lock (Simulation.Gate)
        {
            if (_under.ContainsKey(id))
                throw JobRefusals.InvalidArgument("self", $"The migration {id} is under way still.");
            return _finished.Remove(id) ? Simulation.Keeper.KeepAsync(Kind, id.ToString(), null) : default;
        }
    }

    private async Task StartAsync(IncomingMigration migration, DomainMigrationFinishRequest request)
    {
        var run = new JobRun(Simulation, migration.Job, static _ => { }, CancellationToken.None);
        var persistent = migration.PersistentXml is { } xml ? DomainDefinitionReader.Read(xml, Simulation.Uuids.Next) : null;
        try
        {
            ValueTask started, kept;
            lock (Simulation.Gate)
            {
                started = store.EndJobAsync(run, (domain, now) =>
                {
                    var awake = domain.Awake(DomainStateReason.Migrated, migration.Paused || request.Paused == true, request.CpuTime, now);
                    if (persistent is null)
                        return awake;
                    var defined = awake.Domain!.Redefine(persistent);
                    return defined with { Changes = [.. awake.Changes, .. defined.Changes] };
                });
                kept = KeepAsync(migration, applied: true);
                _under.Remove(migration.Id);
                _finished[migration.Id] = migration.Job.Domain;
            }

            await started.ConfigureAwait(false);
            await kept.ConfigureAwait(false);
        }
        finally
        {
            migration.Job.Release();
            migration.Settle();
        }
    }

    private void GiveUp(IncomingMigration migration)
    {
        lock (Simulation.Gate)
        {
            if (migration.IsDecided || !_under.Remove(migration.Id))
                return;
            migration.Lease?.Dispose();
            _ = store.GiveUpAsync(migration.Job, DomainJobState.Cancelled, static (domain, _) => domain.Stop(DomainStateReason.Failed)).AsTask();
        }

        migration.Job.Release();
    }

    private IncomingMigration Find(Guid id)
    {
        lock (Simulation.Gate)
            return _under.TryGetValue(id, out var migration) ? migration : throw MigrationRefusals.None(id);
    }

    // Somebody may have destroyed the guest, or nothing was heard of it for too long.
    private void RequireUndecided(IncomingMigration migration)
    {
        if (_under.ContainsKey(migration.Id) && !migration.IsDecided && migration.Job.StopReason is null)
            return;
        GiveUp(migration);
        throw MigrationRefusals.None(migration.Id);
    }

    private static DomainJobProgress Received(DomainJobProgress progress, DomainMigrationTransferRequest request)
    {
        var total = Math.Max(progress.DataTotal, progress.DataProcessed + request.Size);
        var processed = progress.DataProcessed + request.Size;
        return progress with
        {
            Phase = "perform",
            Iteration = request.Iteration,
            DataTotal = total,
            DataProcessed = processed,
            DataRemaining = total - processed,
            Percent = total == 0 ? 0 : (int)(processed * 100 / total),
        };
    }

    // Nobody may go on before it is written down: this host could forget it, and the other one would let the guest run.
    private async ValueTask KeepDecisionAsync(IncomingMigration migration)
    {
        while (true)
        {
            try
            {
                ValueTask kept;
                lock (Simulation.Gate)
                    kept = KeepAsync(migration, applied: false);
                await kept.ConfigureAwait(false);
                return;
            }
            catch (StateNotKeptException)
            {
                await Task.Delay(Simulation.Pace.Retry, Simulation.Time, stopping).ConfigureAwait(false);
            }
        }
    }

    private ValueTask KeepAsync(IncomingMigration migration, bool applied) =>
        KeepAsync(migration.Id, migration.Job.Domain, migration.PersistentXml, applied);

    private ValueTask KeepAsync(Guid id, DomainRef domain, string? persistentXml, bool applied) => Simulation.Keeper.KeepAsync(
        Kind,
        id.ToString(),
        new KeptObject(persistentXml ?? "")
        {
            Marks = ImmutableSortedDictionary<string, string>.Empty
                .Add(IdMark, id.ToString())
                .Add(UuidMark, domain.Uuid!.Value.ToString())
                .Add(NameMark, domain.Name!)
                .Add(AppliedMark, applied ? "yes" : "no"),
        });

    private ValueTask ReachAsync(MethodDescriptor method, string phase, string domain, CancellationToken cancellationToken) =>
        Simulation.Faults.ReachAsync($"{method.Name}:{phase}", domain, cancellationToken);
}
