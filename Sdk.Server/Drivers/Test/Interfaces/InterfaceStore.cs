using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Interfaces;

/// <summary>All interfaces of a simulated host, and the one change of them that may be under way.</summary>
/// <param name="simulation">The host.</param>
internal sealed class InterfaceStore(Simulation simulation)
    : ObjectStore<SimulatedInterface>(simulation, new ObjectIndex<SimulatedInterface>(static item => item.Name))
{
    // What there was when the change began; null while none is under way.
    private IReadOnlyList<SimulatedInterface>? _before;

    /// <inheritdoc/>
    protected override string Kind => "interfaces";

    /// <summary>Brings back the interfaces that were kept by an earlier server; where there was none, adds the one of libvirt's own host.</summary>
    public void Begin() => Begin(() =>
    {
        var definition = InterfaceDefinitionReader.Read(DefaultInterface.Xml);
        lock (Simulation.Gate)
            _ = Commit(null, Transition<SimulatedInterface>.To(new SimulatedInterface(definition, IsActive: true))).AsTask();
    });

    /// <summary>Finds an interface by its handle.</summary>
    public SimulatedInterface Find(InterfaceRef reference)
    {
        lock (Simulation.Gate)
            return Require(reference);
    }

    /// <summary>Finds the only interface with a hardware address.</summary>
    public SimulatedInterface FindByMac(string mac)
    {
        var found = Where(item => string.Equals(item.Definition.Mac, mac, StringComparison.OrdinalIgnoreCase));
        return found.Count switch
        {
            0 => throw InterfaceRefusals.NoMac(mac),
            1 => found[0],
            _ => throw InterfaceRefusals.Ambiguous(mac, [.. found.Select(static item => item.Name)]),
        };
    }

    /// <summary>Gives an interface a definition.</summary>
    public async ValueTask<InterfaceRef> DefineAsync(string xml, string? ifRevision)
    {
        var definition = InterfaceDefinitionReader.Read(xml);
        ValueTask kept;
        lock (Simulation.Gate)
        {
            if (!Index.TryFind(definition.Name, out var existing) && ifRevision is not null)
                throw InterfaceRefusals.RevisionOfNothing(definition.Name, ifRevision);
            existing?.RequireRevision(ifRevision);
            kept = Commit(existing, InterfaceLifecycle.Define(existing, definition));
        }

        await kept.ConfigureAwait(false);
        return new InterfaceRef { Name = definition.Name };
    }

    /// <summary>Changes an interface.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="change">The interface to what becomes of it. Runs under the lock.</param>
    /// <param name="ifRevision">Only if the interface has this revision; null for any.</param>
    public ValueTask ChangeAsync(
        InterfaceRef reference, Func<SimulatedInterface, Transition<SimulatedInterface>> change, string? ifRevision = null)
    {
        lock (Simulation.Gate)
        {
            var item = Require(reference);
            item.RequireRevision(ifRevision);
            return Commit(item, change(item));
        }
    }

    /// <summary>Begins a change, which can be taken back as a whole.</summary>
    public void BeginChange()
    {
        lock (Simulation.Gate)
            _before = _before is null ? [.. Index.All] : throw InterfaceRefusals.ChangeInProgress();
    }

    /// <summary>Ends the change, and keeps what was done.</summary>
    public void CommitChange()
    {
        lock (Simulation.Gate)
            _before = _before is null ? throw InterfaceRefusals.NoChange() : null;
    }

    /// <summary>Ends the change, and makes all interfaces what they were.</summary>
    public async ValueTask RollbackChangeAsync()
    {
        var kept = new List<Task>();
        lock (Simulation.Gate)
        {
            var before = (_before ?? throw InterfaceRefusals.NoChange()).ToDictionary(static item => item.Name, StringComparer.Ordinal);
            _before = null;
            var names = Index.All.Select(static item => item.Name).Union(before.Keys, StringComparer.Ordinal);
            foreach (var name in names.Order(StringComparer.Ordinal).ToList())
            {
                Index.TryFind(name, out var existing);
                var former = before.GetValueOrDefault(name);
                if (existing != former)
                    kept.Add(Commit(existing, InterfaceLifecycle.Restore(existing, former)).AsTask());
            }
        }

        await Task.WhenAll(kept).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override string KeyOf(SimulatedInterface item) => item.Name;

    /// <inheritdoc/>
    protected override KeptObject? Keep(SimulatedInterface item) => new(item.Definition.Xml) { Active = item.IsActive };

    /// <inheritdoc/>
    /// <remarks>The server's start is the host's: what is started with the host is active.</remarks>
    protected override SimulatedInterface Revive(KeptObject kept)
    {
        var definition = InterfaceDefinitionReader.Read(kept.Document);
        return new SimulatedInterface(definition, definition.StartMode == InterfaceStartMode.Onboot);
    }

    private SimulatedInterface Require(InterfaceRef reference) =>
        Index.TryFind(reference.Name ?? "", out var item) ? item : throw InterfaceRefusals.NoInterface(reference);
}
