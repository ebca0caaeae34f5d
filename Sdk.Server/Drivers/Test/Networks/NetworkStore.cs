using System.Globalization;
using Virtwire.Sdk.Server.Drivers.Test.Networks.Specs;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>All networks of a simulated host.</summary>
/// <param name="simulation">The host.</param>
/// <param name="leases">What their DHCP servers have given out.</param>
internal sealed class NetworkStore(Simulation simulation, LeaseTable leases) : ObjectStore<SimulatedNetwork>(
    simulation,
    new ObjectIndex<SimulatedNetwork>(
        static network => network.Uuid.ToString(),
        static network => network.Name,
        static network => network.Persistent?.OwnBridge,
        static network => network.Live?.OwnBridge))
{
    private const int ByName = 0;
    private const int ByPersistentBridge = 1;
    private const int ByLiveBridge = 2;

    /// <summary>What their DHCP servers have given out.</summary>
    public LeaseTable Leases => leases;

    /// <summary>The time of leases.</summary>
    public DateTimeOffset Time => Simulation.Time.GetUtcNow();

    /// <inheritdoc/>
    protected override string Kind => "networks";

    /// <summary>Brings back the networks that were kept by an earlier server; where there was none, adds the one of libvirt's own host.</summary>
    public void Begin()
    {
        Begin(() => AddRunning(DefaultNetwork.Xml));
        leases.Begin(Where(static network => network.IsActive));
    }

    /// <summary>Finds a network by its handle.</summary>
    public SimulatedNetwork Find(NetworkRef reference)
    {
        lock (Simulation.Gate)
            return Require(reference);
    }

    /// <summary>A page of a network's leases, in the order of the hardware addresses.</summary>
    /// <param name="reference">Which network.</param>
    /// <param name="mac">Only those of this hardware address; null for all.</param>
    /// <param name="after">The cursor of the page before; null for the first page.</param>
    /// <param name="limit">The most that a page holds.</param>
    public ObjectPage<Lease> ListLeases(NetworkRef reference, string? mac, string? after, int limit)
    {
        var last = after is null ? null : ListCursor.KeyOf(after);
        lock (Simulation.Gate)
        {
            var found = leases.OfNetwork(Require(reference).Name)
                .Where(lease => (mac is null || string.Equals(lease.Mac, mac, StringComparison.OrdinalIgnoreCase))
                    && (last is null || string.CompareOrdinal(lease.Key, last) > 0))
                .Take(limit + 1);
            return ObjectPage<Lease>.Of([.. found], limit, static lease => lease.Key, Simulation.Events.Position);
        }
    }

    /// <summary>Gives a network a persistent definition.</summary>
    public async ValueTask<NetworkRef> DefineAsync(string? xml, NetworkSpec? spec, string? ifRevision)
    {
        var composition = NetworkComposition.Of(xml, spec, Simulation.Uuids.Next);
        NetworkDefinition definition;
        ValueTask kept;
        lock (Simulation.Gate)
        {
            definition = Complete(composition);
            var existing = FindHolder(definition);
            if (existing is null && ifRevision is not null)
                throw NetworkRefusals.RevisionOfNothing(definition.Name, ifRevision);
            existing?.RequireRevision(ifRevision);
            var bridged = WithOwnBridge(definition, existing);
            kept = Apply(existing, existing?.Redefine(bridged) ?? NetworkLifecycle.DefineNew(bridged));
        }

        await kept.ConfigureAwait(false);
        return new NetworkRef { Uuid = definition.Uuid, Name = definition.Name };
    }

    /// <summary>Starts a network from a document.</summary>
    public async ValueTask<NetworkRef> CreateXmlAsync(string? xml, NetworkSpec? spec)
    {
        var composition = NetworkComposition.Of(xml, spec, Simulation.Uuids.Next);
        NetworkDefinition definition;
        ValueTask kept;
        lock (Simulation.Gate)
        {
            definition = Complete(composition);
            var existing = FindHolder(definition);
            kept = Apply(existing, (existing ?? new SimulatedNetwork()).Start(WithOwnBridge(definition, existing)));
        }

        await kept.ConfigureAwait(false);
        return new NetworkRef { Uuid = definition.Uuid, Name = definition.Name };
    }

    /// <summary>Changes a network.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="change">The network to what becomes of it. Runs under the lock.</param>
    /// <param name="ifRevision">Only if the network has this revision; null for any.</param>
    public ValueTask ChangeAsync(
        NetworkRef reference, Func<SimulatedNetwork, Transition<SimulatedNetwork>> change, string? ifRevision = null)
    {
        lock (Simulation.Gate)
        {
            var network = Require(reference);
            network.RequireRevision(ifRevision);
            return Apply(network, change(network));
        }
    }

    /// <inheritdoc/>
    protected override string KeyOf(SimulatedNetwork item) => item.Uuid.ToString();

    /// <inheritdoc/>
    protected override KeptObject? Keep(SimulatedNetwork item) => item.Persistent is { } definition
        ? new KeptObject(definition.Xml) { Autostart = item.Autostart, Active = item.IsActive }
        : null;

    /// <inheritdoc/>
    /// <remarks>A network that is started with the host is started with the server that simulates it.</remarks>
    protected override SimulatedNetwork Revive(KeptObject kept)
    {
        var definition = NetworkDefinitionReader.Read(kept.Document, Simulation.Uuids.Next);
        return new SimulatedNetwork { Persistent = definition, Autostart = kept.Autostart, Live = kept.Autostart ? definition : null };
    }

    // A spec alone is put into the definition of the network that it names.
    private NetworkDefinition Complete(NetworkComposition composition) => composition.Complete(spec =>
        spec.Uuid is { } uuid && Index.TryFind(uuid.ToString(), out var network) ? network.Next
        : spec.Uuid is null && spec.Name is { } name && Index.TryFind(ByName, name, out network) ? network.Next
        : null);

    private void AddRunning(string xml)
    {
        var definition = NetworkDefinitionReader.Read(xml, Simulation.Uuids.Next);
        lock (Simulation.Gate)
            _ = Commit(null, Transition<SimulatedNetwork>.To(new SimulatedNetwork { Persistent = definition, Live = definition })).AsTask();
    }

    private ValueTask Apply(SimulatedNetwork? former, Transition<SimulatedNetwork> transition)
    {
        var kept = Commit(former, transition);
        leases.OnNetworkChanged(former, transition.Object);
        return kept;
    }

    private SimulatedNetwork Require(NetworkRef reference)
    {
        SimulatedNetwork? network;
        var isFound = reference.Uuid is { } uuid
            ? Index.TryFind(uuid.ToString(), out network)
            : Index.TryFind(ByName, reference.Name ?? "", out network);
        return isFound ? network! : throw NetworkRefusals.NoNetwork(reference);
    }

    // The network with the definition's name and uuid; one that has only one of them is in the way.
    private SimulatedNetwork? FindHolder(NetworkDefinition definition)
    {
        if (Index.TryFind(definition.Uuid.ToString(), out var holder))
            return holder.Name == definition.Name ? holder : throw NetworkRefusals.UuidTaken(holder);
        return Index.TryFind(ByName, definition.Name, out holder) ? throw NetworkRefusals.NameTaken(holder) : null;
    }

    private NetworkDefinition WithOwnBridge(NetworkDefinition definition, SimulatedNetwork? self)
    {
        if (definition.OwnBridge is { } bridge)
            return HolderOf(bridge) is { } holder && holder != self ? throw NetworkRefusals.BridgeInUse(bridge, holder) : definition;
        if (!definition.NeedsBridgeName)
            return definition;

        // A network that has a bridge keeps it; any other gets the first that is free.
        var pattern = definition.Bridge ?? "virbr%d";
        if (definition.Bridge is null && self?.Next.OwnBridge is { } own)
            return definition.WithBridge(own);
        for (var number = 0; ; number++)
        {
            var name = pattern.Replace("%d", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            if (HolderOf(name) is null)
                return definition.WithBridge(name);
        }
    }

    private SimulatedNetwork? HolderOf(string bridge) =>
        Index.TryFind(ByPersistentBridge, bridge, out var holder) || Index.TryFind(ByLiveBridge, bridge, out holder) ? holder : null;
}
