using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>An address of a network's bridge, and what its DHCP server gives out beside it.</summary>
/// <param name="Address">The bridge's own address.</param>
/// <param name="Prefix">How many of its leading bits are the network's.</param>
internal sealed record NetworkAddress(IPAddress Address, int Prefix)
{
    /// <summary>What is given out to guests that no entry names.</summary>
    public ImmutableArray<DhcpRange> Ranges { get; init; } = [];

    /// <summary>What is given out to certain guests.</summary>
    public ImmutableArray<DhcpHost> Hosts { get; init; } = [];

    /// <summary>Whether addresses are given out.</summary>
    public bool HasDhcp => Ranges.Length + Hosts.Length > 0;

    /// <summary>The family of the address.</summary>
    public IpFamily Family => Address.AddressFamily == AddressFamily.InterNetwork ? IpFamily.Ipv4 : IpFamily.Ipv6;

    /// <summary>The first address of the network.</summary>
    public UInt128 First => AddressNumber.Of(Address) & ~HostMask;

    /// <summary>The last address of the network.</summary>
    public UInt128 Last => AddressNumber.Of(Address) | HostMask;

    private UInt128 HostMask => AddressNumber.Bits(Address) - Prefix is var bits and > 0 ? UInt128.MaxValue >> (128 - bits) : UInt128.Zero;

    /// <summary>Whether another address lies in the same network.</summary>
    public bool Contains(IPAddress other) =>
        other.AddressFamily == Address.AddressFamily && AddressNumber.Of(other) >= First && AddressNumber.Of(other) <= Last;
}

/// <summary>Addresses that are given out to any guest, both ends among them.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The last.</param>
/// <param name="LeaseTime">For how long; null for ever.</param>
internal sealed record DhcpRange(IPAddress Start, IPAddress End, TimeSpan? LeaseTime)
{
    /// <summary>How many they are.</summary>
    public UInt128 Count => AddressNumber.Of(End) - AddressNumber.Of(Start) + 1;
}

/// <summary>An address that is given out to one guest only.</summary>
/// <param name="Mac">The guest's hardware address, in small letters; null for any.</param>
/// <param name="Id">The guest's DUID; null for any.</param>
/// <param name="Name">The guest's name; null for any.</param>
/// <param name="Address">The address; null only where one is looked for.</param>
/// <param name="LeaseTime">For how long; null for ever.</param>
internal sealed record DhcpHost(string? Mac, string? Id, string? Name, IPAddress? Address, TimeSpan? LeaseTime);
