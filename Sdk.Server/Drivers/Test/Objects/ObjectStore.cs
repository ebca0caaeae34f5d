namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>
/// All objects of one kind of a simulated host. Objects are immutable and need no lock; which of them is there is changed under the
/// simulation's lock, and events are told under it too.
/// </summary>
/// <param name="simulation">The host.</param>
/// <param name="index">Finds its objects.</param>
internal abstract class ObjectStore<T>(Simulation simulation, ObjectIndex<T> index)
    where T : class
{
    /// <summary>The host that the objects are of.</summary>
    protected Simulation Simulation => simulation;

    /// <summary>Finds the objects. Under the simulation's lock.</summary>
    protected ObjectIndex<T> Index => index;

    /// <summary>The name of the kind, for what is kept: <c>networks</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>The objects that match, at one moment, in the order of their keys.</summary>
    public IReadOnlyList<T> Where(Func<T, bool> matches)
    {
        lock (simulation.Gate)
            return [.. index.All.Where(matches)];
    }

    /// <summary>A page of objects, in the order of their keys. It stays right while objects come and go.</summary>
    /// <param name="matches">Which ones.</param>
    /// <param name="after">The cursor of the page before; null for the first page.</param>
    /// <param name="limit">The most that a page holds.</param>
    public ObjectPage<T> List(Func<T, bool> matches, string? after, int limit)
    {
        var last = after is null ? null : ListCursor.KeyOf(after);
        List<T> found;
        string position;
        lock (simulation.Gate)
        {
            // Under the lock no event can come between the list and its position.
            position = simulation.Events.Position;
            found = [.. index.After(last).Where(matches).Take(limit + 1)];
        }

        return ObjectPage<T>.Of(found, limit, KeyOf, position);
    }

    /// <summary>
    /// Brings back what was kept by an earlier server; where there was none, what <paramref name="addDefaults"/> adds. Before anybody looks.
    /// </summary>
    public void Begin(Action addDefaults)
    {
        if (simulation.Keeper.IsFresh)
        {
            addDefaults();
            return;
        }

        lock (simulation.Gate)
            simulation.Keeper.Revive(Kind, Revive, KeyOf, Take);
    }

    private void Take(T revived)
    {
        index.Replace(null, revived);
        if (Guid.TryParseExact(KeyOf(revived), "D", out var uuid))
            simulation.Uuids.Skip(uuid);
    }

    /// <summary>The key of an object, under which it is kept and listed.</summary>
    protected abstract string KeyOf(T item);

    /// <summary>What is kept of an object; null when it does not outlive the server.</summary>
    protected abstract KeptObject? Keep(T item);

    /// <summary>The object that was kept, after the end of the server that it was in: not active, whatever it was then.</summary>
    protected abstract T Revive(KeptObject kept);

    /// <summary>Puts a transition into effect: under the simulation's lock, where nothing can go wrong any more.</summary>
    /// <param name="former">The object before; null when it is new.</param>
    /// <param name="transition">What becomes of it.</param>
    /// <returns>Ends when it cannot be lost: the call's answer waits for it, outside of the lock.</returns>
    protected ValueTask Commit(T? former, Transition<T> transition)
    {
        index.Replace(former, transition.Object);
        simulation.Tick();
        foreach (var happening in transition.Happenings)
            happening(simulation.Events);
        var keptBefore = former is null ? null : Keep(former);
        var keptNow = transition.Object is null ? null : Keep(transition.Object);
        return keptBefore == keptNow ? default : simulation.Keeper.KeepAsync(Kind, KeyOf(transition.Object ?? former!), keptNow);
    }
}
