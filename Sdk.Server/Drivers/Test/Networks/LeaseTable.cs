using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>
/// The DHCP leases of a simulated host. An interface of an active guest on an active network that gives out addresses has one; it is made
/// when the later of the two starts, and gone when the first of them ends. The same calls give the same leases.
/// </summary>
internal sealed class LeaseTable
{
    private readonly DomainStore _domains;
    private readonly Simulation _simulation;

    // The active networks, by name: that is how guests refer to them.
    private readonly Dictionary<string, NetworkLeases> _networks = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<Lease>> _byDomain = [];

    private bool _tells = true;

    public LeaseTable(DomainStore domains)
    {
        _domains = domains;
        _simulation = domains.Simulation;
        domains.Changed += OnDomainChanged;
    }

    /// <summary>The leases of a guest, in the order of its interfaces. Safe from any thread.</summary>
    /// <param name="domain">The guest's uuid.</param>
    public IReadOnlyList<Lease> OfDomain(Guid domain)
    {
        lock (_simulation.Gate)
            return _byDomain.TryGetValue(domain, out var leases) ? [.. leases] : [];
    }

    /// <summary>The leases of a network, in the order of their keys; none where it is not active. Safe from any thread.</summary>
    /// <param name="network">The network's name.</param>
    public IReadOnlyList<Lease> OfNetwork(string network)
    {
        lock (_simulation.Gate)
            return _networks.TryGetValue(network, out var leases) ? [.. leases.All] : [];
    }

    /// <summary>Takes up the networks that are active when the host begins.</summary>
    public void Begin(IEnumerable<SimulatedNetwork> networks) => Quietly(() =>
    {
        lock (_simulation.Gate)
        {
            foreach (var network in networks)
                OnNetworkChanged(null, network);
        }
    });

    /// <summary>
    /// Does something without telling of the leases that come of it: those that there are when the host begins have been there since before
    /// anybody looked.
    /// </summary>
    public void Quietly(Action change)
    {
        _tells = false;
        try
        {
            change();
        }
        finally
        {
            _tells = true;
        }
    }

    /// <summary>Takes note of a network that has changed. Under the simulation's lock, behind the events of the change.</summary>
    /// <param name="former">The network before; null when it is new.</param>
    /// <param name="now">The network afterwards; null when it is gone.</param>
    public void OnNetworkChanged(SimulatedNetwork? former, SimulatedNetwork? now)
    {
        if (former?.IsActive == true && now?.IsActive == true)
        {
            _networks[now.Name].Network = now;
        }
        else if (former?.IsActive == true)
        {
            var ended = _networks[former.Name];
            foreach (var lease in ended.All.ToList())
                Remove(lease);
            _networks.Remove(former.Name);
        }
        else if (now?.IsActive == true)
        {
            var started = new NetworkLeases { Network = now };
            _networks.Add(now.Name, started);
            foreach (var domain in _domains.Where(static d => d.IsActive).OrderBy(static d => d.Id))
                Add(domain, started);
        }
    }

    private void OnDomainChanged(SimulatedDomain? former, SimulatedDomain? now)
    {
        if (ReferenceEquals(former?.Live, now?.Live))
            return;

        // An activation that goes on may have gained and lost interfaces.
        var kept = now?.Live?.Interfaces ?? [];
        if (former is not null && _byDomain.TryGetValue(former.Uuid, out var leases))
        {
            foreach (var lost in leases.Where(lease => !kept.Any(nic => nic.Mac == lease.Mac && nic.Network == lease.Network.Name)).ToList())
                Remove(lost);
        }

        if (now?.Live is null)
            return;
        foreach (var name in kept.Select(static nic => nic.Network).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (_networks.TryGetValue(name, out var network))
                Add(now, network);
        }
    }

    private void Add(SimulatedDomain domain, NetworkLeases network)
    {
        var interfaces = domain.Live!.Interfaces;
        for (var i = 0; i < interfaces.Count; i++)
        {
            if (interfaces[i].Network != network.Network.Name)
                continue;
            foreach (var lease in network.Give(domain, i, _simulation.Time.GetUtcNow()))
            {
                if (!_byDomain.TryGetValue(domain.Uuid, out var leases))
                    _byDomain.Add(domain.Uuid, leases = []);
                leases.Add(lease);
                if (_tells)
                {
                    _simulation.Events.Publish(
                        HostApi.Network.LeaseAdded,
                        lease.Network,
                        new NetworkLeaseAddedData { Mac = lease.Mac, Address = lease.Address.ToString() });
                }
            }
        }
    }

    private void Remove(Lease lease)
    {
        _networks[lease.Network.Name!].Take(lease);
        var leases = _byDomain[lease.Domain];
        leases.Remove(lease);
        if (leases.Count == 0)
            _byDomain.Remove(lease.Domain);
        _simulation.Events.Publish(
            HostApi.Network.LeaseRemoved,
            lease.Network,
            new NetworkLeaseRemovedData { Mac = lease.Mac, Address = lease.Address.ToString() });
    }
}
