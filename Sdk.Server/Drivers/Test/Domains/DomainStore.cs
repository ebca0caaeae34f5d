using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Migrations;
using Virtwire.Sdk.Server.Drivers.Test.Moments;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Specs;

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

    /// <summary>
    /// Tells of a domain before and after a change, either of them null, under the simulation's lock and behind the events of the change:
    /// for what else depends on which guests are active.
    /// </summary>
    public event Action<SimulatedDomain?, SimulatedDomain?>? Changed;

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
            AddMany(simulation.MoreDomains);
            return;
        }

        lock (simulation.Gate)
        {
            simulation.Keeper.Revive(Kind, Revive, static domain => domain.Uuid.ToString(), Take);

            // Another host may have let a guest run that was on its way there when the server died.
            var inDoubt = MigrationIntent.InDoubt(simulation.Keeper);
            foreach (var domain in _index.After(null).Where(domain => domain.Autostart && !inDoubt.Contains(domain.Uuid)).ToList())
                _ = Commit(domain, StartNext(domain, new() { Self = domain.Reference })).Kept.AsTask();
        }
    }

    private void Take(SimulatedDomain revived)
    {
        _index.Replace(null, revived);
        simulation.Uuids.Skip(revived.Uuid);
    }

    /// <summary>Stops all guests, as a host that is stopped does: who asks the next one is told so.</summary>
    public async ValueTask EndAsync()
    {
        List<ValueTask> kept;
        lock (simulation.Gate)
        {
            kept = [.. _index.After(null).Where(static domain => domain.IsActive).ToList()
                .Select(domain => Commit(domain, domain.Stop(DomainStateReason.Daemon)).Kept)];
        }

        foreach (var one in kept)
        {
            try
            {
                await one.ConfigureAwait(false);
            }
            catch (StateNotKeptException)
            {
                // The keeper has told the log. The next server finds them active, as after a crash.
            }
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
            Changed?.Invoke(null, guest);
            _ = Keep(null, guest).AsTask();
        }
    }

    /// <summary>The domains that match, at one moment, in the order of their uuids.</summary>
    public IReadOnlyList<SimulatedDomain> Where(Func<SimulatedDomain, bool> matches)
    {
        lock (simulation.Gate)
            return [.. _index.After(null).Where(matches)];
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
    /// <param name="source">Where the definition comes from.</param>
    /// <param name="ifRevision">Only if the domain that there is has this revision; null for any.</param>
    public async ValueTask<SimulatedDomain> DefineAsync(DefinitionSource source, string? ifRevision)
    {
        Committed committed;
        lock (simulation.Gate)
        {
            var definition = source.Read(FindDefinition);
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
    /// <param name="source">Where the document comes from.</param>
    /// <param name="paused">Whether its processors stand still.</param>
    public async ValueTask<SimulatedDomain> CreateXmlAsync(DefinitionSource source, bool paused)
    {
        Committed committed;
        lock (simulation.Gate)
        {
            var definition = source.Read(FindDefinition);
            var existing = FindHolder(definition);
            existing?.RequireFree(DomainCalls.Modify);
            committed = Commit(existing, Activate(id => (existing ?? new SimulatedDomain()).Start(definition, id, paused, Now)));
        }

        await committed.Kept.ConfigureAwait(false);
        return committed.Domain!;
    }

    /// <summary>Starts a domain that is defined, from its managed save where it has one.</summary>
    public ValueTask CreateAsync(DomainCreateRequest request)
    {
        lock (simulation.Gate)
        {
            var domain = Require(request.Self);
            domain.RequireFree(DomainCalls.Modify);
            return Commit(domain, StartNext(domain, request)).Kept;
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
            domain.RequireFree(DomainCalls.Work);
            domain.RequireDisksFree();
            return Commit(domain, Activate(id => domain.RevertTo(snapshot, state, id, Now))).Kept;
        }
    }

    /// <summary>Changes a domain, and answers something about that.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="change">The domain and the simulator's time to what becomes of it, and the answer. Runs under the lock.</param>
    /// <param name="ifRevision">Only if the domain has this revision; null for any.</param>
    public async ValueTask<T> ChangeAsync<T>(
        DomainRef reference, Func<SimulatedDomain, long, (DomainTransition Transition, T Answer)> change, string? ifRevision = null)
    {
        T answer;
        ValueTask kept;
        lock (simulation.Gate)
        {
            var domain = Require(reference);
            domain.RequireFree(DomainCalls.Modify);
            domain.RequireRevision(ifRevision);
            (var transition, answer) = change(domain, Now);
            kept = Commit(domain, transition).Kept;
        }

        await kept.ConfigureAwait(false);
        return answer;
    }

    // Nobody is told of them, because nobody looks yet.
    private void AddMany(int count)
    {
        lock (simulation.Gate)
        {
            for (var i = 1; i <= count; i++)
            {
                var guest = DomainDefining.DefineNew(DomainDefinitionReader.Read(DefaultGuest.Small(i), simulation.Uuids.Next)).Domain!;
                _index.Replace(null, guest);
                _ = Keep(null, guest).AsTask();
            }
        }
    }

    /// <summary>Finds a domain. Under the simulation's lock.</summary>
    public bool TryFind(DomainRef reference, [NotNullWhen(true)] out SimulatedDomain? domain) => _index.TryFind(reference, out domain);

    /// <summary>Puts a transition into effect. Under the simulation's lock.</summary>
    /// <returns>Ends when it cannot be lost.</returns>
    public ValueTask Put(SimulatedDomain? former, DomainTransition transition) => Commit(former, transition).Kept;

    /// <summary>Begins an activation under a new number, which is used up only where one begins. Under the simulation's lock.</summary>
    /// <param name="begin">The number to what becomes of the domain.</param>
    public DomainTransition Activate(Func<long, DomainTransition> begin)
    {
        var transition = begin(_lastId + 1);
        if (transition.Domain!.IsActive)
            _lastId++;
        return transition;
    }

    /// <summary>Finds a domain. Under the simulation's lock.</summary>
    /// <exception cref="NoDomainException">There is none.</exception>
    public SimulatedDomain Require(DomainRef reference) =>
        _index.TryFind(reference, out var domain) ? domain : throw DomainRefusals.NoDomain(reference);

    // From its managed save where it has one, else from its definition.
    private DomainTransition StartNext(SimulatedDomain domain, DomainCreateRequest request)
    {
        var paused = request.Paused == true;
        var fresh = domain with { ManagedSave = null };
        if (domain.ManagedSave is not { } saved || request.ForceBoot == true)
            return Activate(id => fresh.Start(domain.Next, id, paused, Now, request.ResetNvram == true));
        var definition = DomainDefinitionReader.Read(saved.Xml, simulation.Uuids.Next);
        return Activate(id => fresh.Arrive(definition, id, DomainStateReason.StartingUp, job: null).Domain!
            .Awake(DomainStateReason.Restored, paused || saved.Paused, saved.CpuUsed, Now));
    }

    // What a spec without a document edits: the next start's definition of the domain that it means.
    private DomainDefinition? FindDefinition(Guid? uuid, string? name) =>
        (uuid is { } known && _index.TryFind(known, out var domain)) || (name is not null && _index.TryFind(name, out domain)) ? domain.Next : null;

    /// <summary>The domain with the definition's name and uuid, or none. Under the simulation's lock.</summary>
    /// <exception cref="DomainExistsException">One has only one of them.</exception>
    public SimulatedDomain? FindHolder(DomainDefinition definition)
    {
        if (_index.TryFind(definition.Uuid, out var holder))
            return holder.Name == definition.Name ? holder : throw DomainRefusals.UuidTaken(holder);
        return _index.TryFind(definition.Name, out holder) ? throw DomainRefusals.NameTaken(holder) : null;
    }

    private Committed Commit(SimulatedDomain? former, DomainTransition transition)
    {
        _index.Replace(former, transition.Domain);
        if (former is not null)
            former.StopLostJobs(transition.Domain);
        simulation.Tick();
        foreach (var change in transition.Changes)
            change.Publish(simulation.Events);
        Changed?.Invoke(former, transition.Domain);
        return new Committed(transition.Domain, Keep(former, transition.Domain));
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

    // A guest that was active when the server died went with it.
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
