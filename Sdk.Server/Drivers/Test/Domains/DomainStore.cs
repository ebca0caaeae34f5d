using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>
/// All domains of a simulated host. Calls come from many connections at once: one lock orders the changes, and events are published
/// under it, so that they arrive in the order of the changes. Domains themselves are immutable and need no lock.
/// </summary>
internal sealed class DomainStore(IEventSink events, long seed = 1)
{
    private readonly Lock _gate = new();
    private readonly DomainIndex _index = new();
    private readonly UuidSequence _uuids = new(seed);
    private long _lastId;
    private long _now;

    /// <summary>The simulator's time: it goes on by one with each change, so that the same calls give the same figures.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>Adds a guest that is defined and has been running since before anybody looked.</summary>
    public void AddRunning(string xml)
    {
        var definition = DomainDefinitionReader.Read(xml, _uuids.Next);
        lock (_gate)
        {
            var started = DomainDefining.DefineNew(definition).Domain!.Start(definition, ++_lastId, paused: false, _now).Domain!;
            _index.Replace(null, started with { Reason = DomainStateReason.Unknown });
        }
    }

    /// <summary>Finds a domain by its handle.</summary>
    public SimulatedDomain Find(DomainRef reference)
    {
        lock (_gate)
            return Require(reference);
    }

    /// <summary>Finds an active domain by the number of its activation.</summary>
    public SimulatedDomain FindActive(long id)
    {
        lock (_gate)
            return _index.TryFind(id, out var domain) ? domain : throw DomainRefusals.NoDomain(id);
    }

    /// <summary>A page of domains, in the order of their uuids.</summary>
    /// <param name="matches">Which ones.</param>
    /// <param name="after">The cursor of the page before; null for the first page.</param>
    /// <param name="limit">The most that a page holds.</param>
    public DomainPage List(Func<SimulatedDomain, bool> matches, string? after, int limit)
    {
        Guid? last = after is null ? null
            : Guid.TryParseExact(after, "N", out var uuid) ? uuid
            : throw DomainRefusals.InvalidCursor(after);
        List<SimulatedDomain> found;
        string position;
        lock (_gate)
        {
            // Under the lock no event can come between the list and its position.
            position = events.Position;
            found = [.. _index.After(last).Where(matches).Take(limit + 1)];
        }

        if (found.Count <= limit)
            return new DomainPage(found, null, position);
        found.RemoveAt(limit);
        return new DomainPage(found, found[^1].Uuid.ToString("N"), position);
    }

    /// <summary>Gives a domain a persistent definition.</summary>
    public SimulatedDomain Define(string xml, string? ifRevision)
    {
        var definition = DomainDefinitionReader.Read(xml, _uuids.Next);
        lock (_gate)
        {
            var existing = FindHolder(definition);
            if (existing is null && ifRevision is not null)
                throw DomainRefusals.RevisionOfNothing(definition.Name, ifRevision);
            existing?.RequireRevision(ifRevision);
            return Commit(existing, existing?.Redefine(definition) ?? DomainDefining.DefineNew(definition))!;
        }
    }

    /// <summary>Starts a domain from a document.</summary>
    public SimulatedDomain CreateXml(string xml, bool paused)
    {
        var definition = DomainDefinitionReader.Read(xml, _uuids.Next);
        lock (_gate)
        {
            var existing = FindHolder(definition);
            return Commit(existing, Start(existing ?? new SimulatedDomain(), definition, paused))!;
        }
    }

    /// <summary>Starts a domain that is defined.</summary>
    public void Create(DomainRef reference, bool paused)
    {
        lock (_gate)
        {
            var domain = Require(reference);
            Commit(domain, Start(domain, domain.Next, paused));
        }
    }

    /// <summary>Gives a domain another name.</summary>
    public SimulatedDomain Rename(DomainRef reference, string name, string? ifRevision)
    {
        lock (_gate)
        {
            var domain = Require(reference);
            domain.RequireRevision(ifRevision);
            var transition = domain.Rename(name);
            return _index.TryFind(name, out var holder) ? throw DomainRefusals.NameTaken(holder) : Commit(domain, transition)!;
        }
    }

    /// <summary>Changes a domain.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="change">The domain and the simulator's time to what becomes of it. Runs under the lock.</param>
    /// <param name="ifRevision">Only if the domain has this revision; null for any.</param>
    public void Change(DomainRef reference, Func<SimulatedDomain, long, DomainTransition> change, string? ifRevision = null)
    {
        lock (_gate)
        {
            var domain = Require(reference);
            domain.RequireRevision(ifRevision);
            Commit(domain, change(domain, _now));
        }
    }

    private SimulatedDomain Require(DomainRef reference) =>
        _index.TryFind(reference, out var domain) ? domain : throw DomainRefusals.NoDomain(reference);

    private DomainTransition Start(SimulatedDomain domain, DomainDefinition definition, bool paused)
    {
        var transition = domain.Start(definition, _lastId + 1, paused, _now);
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

    private SimulatedDomain? Commit(SimulatedDomain? former, DomainTransition transition)
    {
        _index.Replace(former, transition.Domain);
        Volatile.Write(ref _now, _now + 1);
        foreach (var change in transition.Changes)
            change.Publish(events);
        return transition.Domain;
    }
}

/// <summary>A page of domains.</summary>
/// <param name="Domains">The domains.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Position">The position in the stream of events at which the page was read.</param>
internal sealed record DomainPage(IReadOnlyList<SimulatedDomain> Domains, string? Next, string Position);
