using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Moments;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>
/// All domains of a simulated host. Calls come from many connections at once: one lock orders the changes, and events are published
/// under it, so that they arrive in the order of the changes. Domains themselves are immutable and need no lock.
/// </summary>
internal sealed class DomainStore(Simulation simulation)
{
    private const string Kind = "domains";

    private readonly DomainIndex _index = new();
    private long _lastId;

    /// <summary>The host that the domains are of.</summary>
    public Simulation Simulation => simulation;

    /// <summary>The simulator's time: it goes on by one with each change, so that the same calls give the same figures.</summary>
    public long Now => simulation.Now;

    /// <summary>Brings back the domains that were kept by an earlier server; where there was none, adds those of libvirt's own host.</summary>
    public void Begin()
    {
        if (simulation.Keeper.IsFresh)
        {
            AddRunning(DefaultGuest.Xml);
            return;
        }

        lock (simulation.Gate)
        {
            foreach (var kept in simulation.Keeper.Load(Kind).Values)
                _index.Replace(null, Revive(kept));
        }
    }

    /// <summary>Adds a guest that is defined and has been running since before anybody looked.</summary>
    public void AddRunning(string xml)
    {
        var definition = DomainDefinitionReader.Read(xml, simulation.Uuids.Next);
        lock (simulation.Gate)
        {
            var started = DomainDefining.DefineNew(definition).Domain!.Start(definition, ++_lastId, paused: false, Now).Domain!;
            var guest = started with { Reason = DomainStateReason.Unknown };
            _index.Replace(null, guest);
            _ = Keep(null, guest).AsTask();
        }
    }

    /// <summary>Finds a domain by its handle.</summary>
    public SimulatedDomain Find(DomainRef reference)
    {
        lock (simulation.Gate)
            return Require(reference);
    }

    /// <summary>Finds an active domain by the number of its activation.</summary>
    public SimulatedDomain FindActive(long id)
    {
        lock (simulation.Gate)
            return _index.TryFind(id, out var domain) ? domain : throw DomainRefusals.NoDomain(id);
    }

    /// <summary>A page of domains, in the order of their uuids.</summary>
    /// <param name="matches">Which ones.</param>
    /// <param name="after">The cursor of the page before; null for the first page.</param>
    /// <param name="limit">The most that a page holds.</param>
    public ObjectPage<SimulatedDomain> List(Func<SimulatedDomain, bool> matches, string? after, int limit)
    {
        Guid? last = after is null ? null
            : Guid.TryParseExact(after, "N", out var uuid) ? uuid
            : throw DomainRefusals.InvalidCursor(after);
        List<SimulatedDomain> found;
        string position;
        lock (simulation.Gate)
        {
            // Under the lock no event can come between the list and its position.
            position = simulation.Events.Position;
            found = [.. _index.After(last).Where(matches).Take(limit + 1)];
        }

        if (found.Count <= limit)
            return new ObjectPage<SimulatedDomain>(found, null, position);
        found.RemoveAt(limit);
        return new ObjectPage<SimulatedDomain>(found, found[^1].Uuid.ToString("N"), position);
    }

    /// <summary>What a domain and the stream of events were at one moment.</summary>
    public (SimulatedDomain Domain, string Position) Observe(DomainRef reference)
    {
        lock (simulation.Gate)
            return (Require(reference), simulation.Events.Position);
    }

    /// <summary>Gives a domain a persistent definition.</summary>
    public async ValueTask<SimulatedDomain> DefineAsync(string xml, string? ifRevision)
    {
        var definition = DomainDefinitionReader.Read(xml, simulation.Uuids.Next);
        Committed committed;
        lock (simulation.Gate)
        {
            var existing = FindHolder(definition);
            if (existing is null && ifRevision is not null)
                throw DomainRefusals.RevisionOfNothing(definition.Name, ifRevision);
            existing?.RequireFree(DomainCalls.Modify);
            existing?.RequireRevision(ifRevision);
            committed = Commit(existing, existing?.Redefine(definition) ?? DomainDefining.DefineNew(definition));
        }

        await committed.Kept.ConfigureAwait(false);
        return committed.Domain!;
    }

    /// <summary>Starts a domain from a document.</summary>
    public async ValueTask<SimulatedDomain> CreateXmlAsync(string xml, bool paused)
    {
        var definition = DomainDefinitionReader.Read(xml, simulation.Uuids.Next);
        Committed committed;
        lock (simulation.Gate)
        {
            var existing = FindHolder(definition);
            existing?.RequireFree(DomainCalls.Modify);
            committed = Commit(existing, Start(existing ?? new SimulatedDomain(), definition, paused));
        }

        await committed.Kept.ConfigureAwait(false);
        return committed.Domain!;
    }

    /// <summary>Starts a domain that is defined, from its managed save where it has one.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="paused">Whether its processors stand still.</param>
    /// <param name="reset">Whether it boots, and its managed save is lost.</param>
    public ValueTask CreateAsync(DomainRef reference, bool paused, bool reset)
    {
        lock (simulation.Gate)
        {
            var domain = Require(reference);
            domain.RequireFree(DomainCalls.Modify);
            return Commit(domain, domain.ManagedSave is { } saved && !reset ? StartSaved(domain, saved, paused) : Start(domain with { ManagedSave = null }, domain.Next, paused)).Kept;
        }
    }

    /// <summary>Gives a domain another name.</summary>
    public async ValueTask<SimulatedDomain> RenameAsync(DomainRef reference, string name, string? ifRevision)
    {
        Committed committed;
        lock (simulation.Gate)
        {
            var domain = Require(reference);
            domain.RequireFree(DomainCalls.Modify);
            domain.RequireRevision(ifRevision);
            var transition = domain.Rename(name);
            committed = _index.TryFind(name, out var holder) ? throw DomainRefusals.NameTaken(holder) : Commit(domain, transition);
        }

        await committed.Kept.ConfigureAwait(false);
        return committed.Domain!;
    }

    /// <summary>Changes a domain.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="change">The domain and the simulator's time to what becomes of it. Runs under the lock.</param>
    /// <param name="ifRevision">Only if the domain has this revision; null for any.</param>
    /// <param name="call">What the change is, for long work that is under way on the domain.</param>
    /// <returns>The domain afterwards; null when there is none any more.</returns>
    /// <exception cref="OperationInProgressException">Long work is under way that the change would disturb.</exception>
    public async ValueTask<SimulatedDomain?> ChangeAsync(
        DomainRef reference,
        Func<SimulatedDomain, long, DomainTransition> change,
        string? ifRevision = null,
        DomainCalls call = DomainCalls.Modify)
    {
        Committed committed;
        lock (simulation.Gate)
        {
            var domain = Require(reference);
            domain.RequireFree(call);
            domain.RequireRevision(ifRevision);
            committed = Commit(domain, change(domain, Now));
        }

        await committed.Kept.ConfigureAwait(false);
        return committed.Domain;
    }

    /// <summary>Takes a domain back to one of its snapshots.</summary>
    public ValueTask RevertAsync(DomainRef reference, string snapshot, SnapshotRevertState? state)
    {
        lock (simulation.Gate)
        {
            var domain = Require(reference);
            domain.RequireFree(DomainCalls.Modify);
            domain.RequireDisksFree();
            var transition = domain.RevertTo(snapshot, state, _lastId + 1, Now);
            if (transition.Domain!.IsActive)
                _lastId++;
            return Commit(domain, transition).Kept;
        }
    }

    /// <summary>Puts a job on a domain.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="job">The job.</param>
    /// <param name="begin">Refuses a domain that it is not for, and says what becomes of one that it is for.</param>
    /// <returns>The domain as the job finds it.</returns>
    /// <exception cref="OperationInProgressException">Another one is under way.</exception>
    public SimulatedDomain BeginJob(DomainRef reference, DomainJob job, JobStep begin)
    {
        lock (simulation.Gate)
        {
            var domain = Require(reference);
            domain.RequireFree(DomainCalls.Work);
            var transition = begin(domain, Now);
            job.Domain = domain.Reference;
            var found = transition.Domain!.Under(job);
            _ = Commit(domain, transition with { Domain = found });
            return found;
        }
    }

    /// <summary>Puts a job on a domain that comes from elsewhere: it is active, and stands still.</summary>
    /// <param name="definition">What it runs with.</param>
    /// <param name="job">The job that brings it.</param>
    /// <param name="reason">Why it stands still.</param>
    public SimulatedDomain BeginArrival(DomainDefinition definition, DomainJob job, DomainStateReason reason)
    {
        lock (simulation.Gate)
        {
            var existing = FindHolder(definition);
            existing?.RequireFree(DomainCalls.Work);
            var transition = (existing ?? new SimulatedDomain()).Arrive(definition, _lastId + 1, reason, job);
            _lastId++;
            job.Domain = transition.Domain!.Reference;
            _ = Commit(existing, transition);
            return transition.Domain;
        }
    }

    /// <summary>Tells that a job is at work, with the id of its task.</summary>
    public void TellBegun(DomainJob job, string? task)
    {
        lock (simulation.Gate)
        {
            job.Update(info => info with { Task = task });
            new DomainChange.JobChanged(job.Domain, job.Info).Publish(simulation.Events);
        }
    }

    /// <summary>Changes a domain as its job does.</summary>
    /// <exception cref="DomainJobFailedException">The guest has ended, and the job with it.</exception>
    public ValueTask ChangeUnderJobAsync(DomainJob job, JobStep change)
    {
        lock (simulation.Gate)
        {
            var domain = RequireUnder(job);
            return Commit(domain, change(domain, Now)).Kept;
        }
    }

    /// <summary>Ends a job that has done its work: its last change and its end are one.</summary>
    /// <exception cref="DomainJobFailedException">The guest has ended, and the job with it.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop before.</exception>
    public ValueTask EndJobAsync(JobRun run, JobStep change)
    {
        lock (simulation.Gate)
        {
            var domain = RequireUnder(run.Job);
            run.Token.ThrowIfCancellationRequested();
            return CommitEnd(domain, run.Job, change(domain, Now), DomainJobState.Completed);
        }
    }

    /// <summary>Ends a job that has not done its work.</summary>
    /// <param name="job">The job.</param>
    /// <param name="state">How it ends.</param>
    /// <param name="undo">Puts the domain back as it was; not called where the guest has ended meanwhile.</param>
    public ValueTask GiveUpAsync(DomainJob job, DomainJobState state, JobStep? undo)
    {
        lock (simulation.Gate)
        {
            if (_index.TryFind(job.Domain, out var domain) && domain.IsUnder(job))
                return CommitEnd(domain, job, undo?.Invoke(domain, Now) ?? DomainTransition.To(domain), state);
            new DomainChange.JobChanged(job.Domain, job.End(state)).Publish(simulation.Events);
            return default;
        }
    }

    /// <summary>Takes a job away that was never begun.</summary>
    public void Abandon(DomainJob job, JobStep? undo)
    {
        lock (simulation.Gate)
        {
            if (_index.TryFind(job.Domain, out var domain) && domain.IsUnder(job))
            {
                var transition = undo?.Invoke(domain, Now) ?? DomainTransition.To(domain);
                _ = Commit(domain, transition with { Domain = transition.Domain?.Without(job, domain.LastJob) });
            }
        }

        job.Release();
    }

    private SimulatedDomain Require(DomainRef reference) =>
        _index.TryFind(reference, out var domain) ? domain : throw DomainRefusals.NoDomain(reference);

    private SimulatedDomain RequireUnder(DomainJob job) => _index.TryFind(job.Domain, out var domain) && domain.IsUnder(job)
        ? domain
        : throw (job.StopReason ?? JobRefusals.Failed(job, "the domain has ended meanwhile"));

    private ValueTask CommitEnd(SimulatedDomain domain, DomainJob job, DomainTransition transition, DomainJobState state)
    {
        var ended = job.End(state);
        var told = new DomainChange.JobChanged(job.Domain, ended);
        return Commit(domain, new DomainTransition(transition.Domain?.Without(job, ended), transition.Changes.Add(told))).Kept;
    }

    private DomainTransition StartSaved(SimulatedDomain domain, SavedState saved, bool paused)
    {
        var definition = DomainDefinitionReader.Read(saved.Xml, simulation.Uuids.Next);
        var arrived = domain.Arrive(definition, _lastId + 1, DomainStateReason.StartingUp, job: null);
        _lastId++;
        return (arrived.Domain! with { ManagedSave = null }).Awake(DomainStateReason.Restored, paused || saved.Paused, saved.CpuUsed, Now);
    }

    private DomainTransition Start(SimulatedDomain domain, DomainDefinition definition, bool paused)
    {
        var transition = domain.Start(definition, _lastId + 1, paused, Now);
        _lastId++;
        return transition;
    }

    // The domain with the definition's name and uuid; one that has only one of them is in the way.
    private SimulatedDomain? FindHolder(DomainDefinition definition)
    {
        if (_index.TryFind(definition.Uuid, out var holder))
            return holder.Name == definition.Name ? holder : throw DomainRefusals.UuidTaken(holder);
        return _index.TryFind(definition.Name, out holder) ? throw DomainRefusals.NameTaken(holder) : null;
    }

    private Committed Commit(SimulatedDomain? former, DomainTransition transition)
    {
        _index.Replace(former, transition.Domain);
        if (former is not null)
            StopLostJobs(former, transition.Domain);
        simulation.Tick();
        foreach (var change in transition.Changes)
            change.Publish(simulation.Events);
        return new Committed(transition.Domain, Keep(former, transition.Domain));
    }

    // Whoever ends a guest ends the work on it.
    private static void StopLostJobs(SimulatedDomain former, SimulatedDomain? domain)
    {
        foreach (var job in former.AllJobs())
        {
            if (domain?.IsUnder(job) != true)
                job.Stop(JobRefusals.Failed(job, "the domain has ended meanwhile"));
        }
    }

    private ValueTask Keep(SimulatedDomain? former, SimulatedDomain? domain)
    {
        var before = Kept(former);
        var now = Kept(domain);
        return before == now ? default : simulation.Keeper.KeepAsync(Kind, (domain ?? former!).Uuid.ToString(), now);
    }

    private static KeptObject? Kept(SimulatedDomain? domain) => domain?.Persistent is { } definition
        ? new KeptObject(definition.Xml) { Autostart = domain.Autostart, Active = domain.IsActive, Marks = DomainMarks.Of(domain) }
        : null;

    // Its process went with the server's.
    private SimulatedDomain Revive(KeptObject kept)
    {
        var domain = new SimulatedDomain
        {
            Persistent = DomainDefinitionReader.Read(kept.Document, simulation.Uuids.Next),
            Autostart = kept.Autostart,
            Reason = kept.Active ? DomainStateReason.Crashed : DomainStateReason.Unknown,
        };
        return DomainMarks.Read(domain, kept.Marks);
    }

    /// <summary>What a change has made.</summary>
    /// <param name="Domain">The domain; null when there is none any more.</param>
    /// <param name="Kept">Ends when it cannot be lost: the call's answer waits for it.</param>
    private readonly record struct Committed(SimulatedDomain? Domain, ValueTask Kept);
}
