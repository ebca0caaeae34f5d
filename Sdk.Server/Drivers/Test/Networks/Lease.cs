using System.Globalization;
using System.Net;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>An address that a network's DHCP server has given to an interface of an active guest. Immutable.</summary>
/// <param name="Domain">The guest.</param>
/// <param name="Mac">The interface's hardware address, in small letters.</param>
/// <param name="Network">The network.</param>
/// <param name="Address">The address.</param>
/// <param name="Prefix">How many of its leading bits are the network's.</param>
internal sealed record Lease(Guid Domain, string Mac, NetworkRef Network, IPAddress Address, int Prefix)
{
    /// <summary>The bridge that it was given over.</summary>
    public string? Bridge { get; init; }

    /// <summary>The guest's name in the network, or null.</summary>
    public string? Hostname { get; init; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>For how long; null for ever.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The family of the address.</summary>
    public IpFamily Family => Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? IpFamily.Ipv4 : IpFamily.Ipv6;

    /// <summary>What tells it apart from the others of its network, and orders them: the hardware address and the family.</summary>
    public string Key => Mac + (Family == IpFamily.Ipv4 ? "-4" : "-6");

    /// <summary>When it ends unless it is renewed, which its guest does when half of its time is over; null for never.</summary>
    public DateTimeOffset? ExpiresAt(DateTimeOffset now)
    {
        if (Time is not { } time)
            return null;
        var renewal = time / 2;
        var renewals = now > Since ? (now - Since).Ticks / renewal.Ticks : 0;
        return Since + (renewal * renewals) + time;
    }

    /// <summary>The lease as the API has it.</summary>
    public DhcpLease Describe(DateTimeOffset now) => new()
    {
        Mac = Mac,
        Family = Family,
        Address = Address.ToString(),
        Prefix = Prefix,
        Bridge = Bridge,
        Hostname = Hostname,
        ClientId = Family == IpFamily.Ipv4 ? "01:" + Mac : DuidOf(Mac),
        Iaid = Family == IpFamily.Ipv4 ? null : IaidOf(Mac),
        Expires = ExpiresAt(now),
    };

    /// <summary>What a guest with a hardware address calls itself to a server of IPv6: the address itself, as an Ethernet one (RFC 8415, 11.4).</summary>
    public static string DuidOf(string mac) => "00:03:00:01:" + mac;

    private static string IaidOf(string mac) => uint
        .Parse(string.Concat(mac.Split(':')[2..]), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        .ToString(CultureInfo.InvariantCulture);
}
