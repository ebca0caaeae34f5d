using System.Net;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>The DHCP server of one active network: which addresses are whose. Not safe from several threads.</summary>
internal sealed class NetworkLeases
{
    // libvirt's own simulator gives the guest of the first activation the second address of the range, and each later one 20 behind.
    private const int Stride = 20;

    private readonly SortedDictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private readonly HashSet<IPAddress> _taken = [];

    /// <summary>The network as it runs.</summary>
    public required SimulatedNetwork Network { get; set; }

    /// <summary>The leases, in the order of their keys.</summary>
    public IEnumerable<Lease> All => _leases.Values;

    /// <summary>Gives an interface of a guest an address of each family that there are any of.</summary>
    /// <param name="domain">The guest.</param>
    /// <param name="index">Which of its interfaces.</param>
    /// <param name="now">The time.</param>
    /// <returns>What it was given, which was not its before.</returns>
    public IEnumerable<Lease> Give(SimulatedDomain domain, int index, DateTimeOffset now)
    {
        foreach (var family in new[] { IpFamily.Ipv4, IpFamily.Ipv6 })
        {
            if (Network.Live!.Addresses.FirstOrDefault(a => a.HasDhcp && a.Family == family) is { } from
                && TryGive(domain, index, from, now) is { } lease
                && _leases.TryAdd(lease.Key, lease))
            {
                _taken.Add(lease.Address);
                yield return lease;
            }
        }
    }

    /// <summary>Takes a lease back.</summary>
    public void Take(Lease lease)
    {
        _leases.Remove(lease.Key);
        _taken.Remove(lease.Address);
    }

    private Lease? TryGive(SimulatedDomain domain, int index, NetworkAddress from, DateTimeOffset now)
    {
        var nic = domain.Live!.Interfaces[index];
        var host = from.Hosts.FirstOrDefault(h => IsOf(h, nic, domain));
        var (address, time) = host is not null && !_taken.Contains(host.Address!)
            ? (host.Address, host.LeaseTime)
            : FindFree(from, (UInt128)((Stride * (domain.Id - 1)) + 1 + index));
        return address is null ? null : new Lease(domain.Uuid, nic.Mac, Network.Reference, address, from.Prefix)
        {
            Bridge = Network.Live!.Bridge,
            Hostname = host?.Name ?? (IsHostname(domain.Name) ? domain.Name : null),
            Since = now,
            Time = time,
        };
    }

    private (IPAddress? Address, TimeSpan? Time) FindFree(NetworkAddress from, UInt128 wish)
    {
        var count = from.Ranges.Aggregate(UInt128.Zero, static (sum, range) => sum + range.Count);
        if (count == 0)
            return default;

        // No more can be in the way than there are.
        var reserved = from.Hosts.Select(static h => h.Address!).ToHashSet();
        var tries = UInt128.Min(count, (UInt128)(_taken.Count + reserved.Count + 2));
        for (var i = UInt128.Zero; i < tries; i++)
        {
            var (address, time) = At(from, (wish + i) % count);
            if (!_taken.Contains(address) && !reserved.Contains(address) && !address.Equals(from.Address))
                return (address, time);
        }

        return default;
    }

    private static (IPAddress Address, TimeSpan? Time) At(NetworkAddress from, UInt128 position)
    {
        foreach (var range in from.Ranges)
        {
            if (position < range.Count)
                return (AddressNumber.ToAddress(AddressNumber.Of(range.Start) + position, from.Address), range.LeaseTime);
            position -= range.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(position));
    }

    private static bool IsOf(DhcpHost host, GuestInterface nic, SimulatedDomain domain) =>
        (host.Mac is null || host.Mac == nic.Mac)
        && (host.Id is null || string.Equals(host.Id, Lease.DuidOf(nic.Mac), StringComparison.OrdinalIgnoreCase))
        && (host.Name is null || host.Mac is not null || host.Id is not null || host.Name == domain.Name);

    private static bool IsHostname(string name) =>
        name.Length <= 63 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') && name[0] != '-' && name[^1] != '-';
}
