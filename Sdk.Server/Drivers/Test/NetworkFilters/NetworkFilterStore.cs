using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.NetworkFilters;

/// <summary>All network filters of a simulated host. There are none at start, as on a host without libvirt's own examples.</summary>
/// <param name="domains">The guests, which refer to filters.</param>
internal sealed class NetworkFilterStore(DomainStore domains) : ObjectStore<NetworkFilterDefinition>(
    domains.Simulation, new ObjectIndex<NetworkFilterDefinition>(static filter => filter.Uuid.ToString(), static filter => filter.Name))
{
    private const int ByName = 0;

    /// <inheritdoc/>
    protected override string Kind => "network-filters";

    /// <summary>Finds a filter by its handle.</summary>
    public NetworkFilterDefinition Find(NetworkFilterRef reference)
    {
        lock (Simulation.Gate)
            return Require(reference);
    }

    /// <summary>Makes a filter, or gives one that there is a new definition.</summary>
    public async ValueTask<NetworkFilterRef> DefineAsync(string xml, string? ifRevision)
    {
        var document = NetworkFilterReader.Read(xml);
        NetworkFilterDefinition definition;
        ValueTask kept;
        lock (Simulation.Gate)
        {
            // Without a uuid the document is of the filter that has its name.
            definition = NetworkFilterReader.Describe(
                document, name => Index.TryFind(ByName, name, out var holder) ? holder.Uuid : Simulation.Uuids.Next());
            var existing = FindHolder(definition);
            if (existing is null && ifRevision is not null)
                throw NetworkFilterRefusals.RevisionOfNothing(definition.Name, ifRevision);
            RequireRevision(existing, ifRevision);
            foreach (var reference in definition.References)
            {
                if (reference != definition.Name && !Index.TryFind(ByName, reference, out _))
                    throw NetworkFilterRefusals.ReferenceUnknown(definition, reference);
            }

            if (FindWayBack(definition) is { } way)
                throw NetworkFilterRefusals.Loop(definition, way);
            var reason = existing is null ? NetworkFilterDefinedReason.Added : NetworkFilterDefinedReason.Updated;
            kept = Commit(existing, Transition<NetworkFilterDefinition>.To(
                definition,
                events => events.Publish(HostApi.NetworkFilter.Defined, definition.Reference, new NetworkFilterDefinedData { Reason = reason })));
        }

        await kept.ConfigureAwait(false);
        return definition.Reference;
    }

    /// <summary>Takes a filter away that nothing refers to.</summary>
    public ValueTask UndefineAsync(NetworkFilterRef reference, string? ifRevision)
    {
        lock (Simulation.Gate)
        {
            var filter = Require(reference);
            RequireRevision(filter, ifRevision);
            var users = domains.Where(d => d.Live?.Interfaces.Any(nic => nic.Filter == filter.Name) == true).Select(static d => d.Name).ToList();
            var referring = Where(other => other.References.Contains(filter.Name)).Select(static other => other.Name).ToList();
            if (users.Count + referring.Count > 0)
                throw NetworkFilterRefusals.InUse(filter, users, referring);
            return Commit(filter, Transition<NetworkFilterDefinition>.To(
                null, events => events.Publish(HostApi.NetworkFilter.Undefined, filter.Reference, new NetworkFilterUndefinedData())));
        }
    }

    /// <inheritdoc/>
    protected override string KeyOf(NetworkFilterDefinition item) => item.Uuid.ToString();

    /// <inheritdoc/>
    protected override KeptObject? Keep(NetworkFilterDefinition item) => new(item.Xml);

    /// <inheritdoc/>
    protected override NetworkFilterDefinition Revive(KeptObject kept) =>
        NetworkFilterReader.Describe(NetworkFilterReader.Read(kept.Document), _ => Simulation.Uuids.Next());

    private static void RequireRevision(NetworkFilterDefinition? filter, string? expected)
    {
        if (filter is not null && expected is not null && expected != filter.Revision)
            throw NetworkFilterRefusals.RevisionMismatch(filter, expected);
    }

    private NetworkFilterDefinition Require(NetworkFilterRef reference)
    {
        NetworkFilterDefinition? filter;
        var isFound = reference.Uuid is { } uuid
            ? Index.TryFind(uuid.ToString(), out filter)
            : Index.TryFind(ByName, reference.Name ?? "", out filter);
        return isFound ? filter! : throw NetworkFilterRefusals.NoFilter(reference);
    }

    // The filter with the definition's name and uuid; one that has only one of them is in the way.
    private NetworkFilterDefinition? FindHolder(NetworkFilterDefinition definition)
    {
        if (Index.TryFind(definition.Uuid.ToString(), out var holder))
            return holder.Name == definition.Name ? holder : throw NetworkFilterRefusals.UuidTaken(holder);
        return Index.TryFind(ByName, definition.Name, out holder) ? throw NetworkFilterRefusals.NameTaken(holder) : null;
    }

    // Each filter once: the names from the definition to the filter that refers back to it; null where none does.
    private List<string>? FindWayBack(NetworkFilterDefinition definition)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<NetworkFilterDefinition>([definition]);
        while (next.TryDequeue(out var from))
        {
            foreach (var reference in from.References)
            {
                if (reference == definition.Name)
                    return WayTo(from.Name);
                if (cameFrom.TryAdd(reference, from.Name) && Index.TryFind(ByName, reference, out var referred))
                    next.Enqueue(referred);
            }
        }

        return null;

        List<string> WayTo(string name)
        {
            var way = new List<string> { name };
            while (cameFrom.TryGetValue(way[0], out var before))
                way.Insert(0, before);
            return way;
        }
    }
}
