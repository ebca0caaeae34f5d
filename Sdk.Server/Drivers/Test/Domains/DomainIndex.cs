using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>The domains by uuid, by name and by the id of their activation. Not safe from several threads.</summary>
internal sealed class DomainIndex
{
    private readonly Dictionary<Guid, SimulatedDomain> _byUuid = [];
    private readonly Dictionary<string, Guid> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Guid> _byId = [];
    private readonly SortedSet<Guid> _order = [];

    /// <summary>Finds a domain by its uuid where the handle has one, else by its name: a name may be another's by now.</summary>
    public bool TryFind(DomainRef reference, [NotNullWhen(true)] out SimulatedDomain? domain) =>
        reference.Uuid is { } uuid ? TryFind(uuid, out domain) : TryFind(reference.Name ?? "", out domain);

    /// <summary>Finds a domain by its uuid.</summary>
    public bool TryFind(Guid uuid, [NotNullWhen(true)] out SimulatedDomain? domain) => _byUuid.TryGetValue(uuid, out domain);

    /// <summary>Finds a domain by its name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out SimulatedDomain? domain)
    {
        domain = _byName.TryGetValue(name, out var uuid) ? _byUuid[uuid] : null;
        return domain is not null;
    }

    /// <summary>Finds a domain by the id of its activation.</summary>
    public bool TryFind(long id, [NotNullWhen(true)] out SimulatedDomain? domain)
    {
        domain = _byId.TryGetValue(id, out var uuid) ? _byUuid[uuid] : null;
        return domain is not null;
    }

    /// <summary>The domains after a uuid, in the order of their uuids; all when it is null.</summary>
    public IEnumerable<SimulatedDomain> After(Guid? uuid)
    {
        var order = uuid is { } after ? _order.GetViewBetween(after, Guid.AllBitsSet).SkipWhile(u => u == after) : _order;
        return order.Select(u => _byUuid[u]);
    }

    /// <summary>Puts a domain in the place of its former self. Either may be null: it is new, or gone.</summary>
    public void Replace(SimulatedDomain? former, SimulatedDomain? domain)
    {
        if (former is not null)
        {
            _byUuid.Remove(former.Uuid);
            _byName.Remove(former.Name);
            _byId.Remove(former.Id);
        }

        if (domain is not null)
        {
            _byUuid.Add(domain.Uuid, domain);
            _byName.Add(domain.Name, domain.Uuid);
            if (domain.IsActive)
                _byId.Add(domain.Id, domain.Uuid);
        }

        if (former is null != domain is null)
            _ = domain is null ? _order.Remove(former!.Uuid) : _order.Add(domain.Uuid);
    }
}
