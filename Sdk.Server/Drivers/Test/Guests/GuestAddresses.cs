using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Devices;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Networks;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>
/// The addresses of simulated guests: on the host's own networks those that these have given them, and on others some that the
/// simulator makes up, always the same.
/// </summary>
internal static class GuestAddresses
{
    private const int Prefix = 24;

    extension(SimulatedDomain domain)
    {
        /// <summary>The addresses that are known to one who is asked.</summary>
        /// <param name="source">Who is asked.</param>
        /// <param name="leases">What the networks have given the guest.</param>
        public IReadOnlyList<DomainInterfaceAddresses> ListAddresses(DomainAddressSource source, IReadOnlyList<Lease> leases)
        {
            domain.RequireActive();
            switch (source.Value)
            {
                case DomainAddressSource.Known.Lease:
                    return domain.KnownToHost((device, _) => LeasesOf(device, leases).Select(l => Address(l.Address, l.Prefix)));
                case DomainAddressSource.Known.Agent:
                    domain.RequireAgent();
                    return domain.AskForAddresses(leases);
                case DomainAddressSource.Known.Arp:
                    return domain.KnownToHost((device, i) => device.Attribute("type") is "network" or "bridge"
                        ? domain.AddressesOf(device, i, leases).Select(a => a with { Prefix = 0 })
                        : []);
                default:
                    throw DomainRefusals.InvalidArgument(domain, "source", $"Nobody is called '{source}'.");
            }
        }

        /// <summary>What the agent says: all interfaces by the guest's own names, the loop among them.</summary>
        /// <param name="leases">What the networks have given the guest.</param>
        public IReadOnlyList<DomainInterfaceAddresses> AskForAddresses(IReadOnlyList<Lease> leases)
        {
            var loop = new DomainInterfaceAddresses
            {
                Name = "lo",
                Mac = "00:00:00:00:00:00",
                Addresses = [Address(IPAddress.Loopback, 8), Address(IPAddress.IPv6Loopback, 128)],
            };
            return [loop, .. domain.Interfaces().Select((device, i) => new DomainInterfaceAddresses
            {
                Name = "eth" + i.ToString(CultureInfo.InvariantCulture),
                Mac = device.Mac(),
                Addresses = [.. domain.AddressesOf(device, i, leases), .. LinkLocal(device)],
            })];
        }

        // Of the interfaces, those that have any.
        private IReadOnlyList<DomainInterfaceAddresses> KnownToHost(Func<XmlElement, int, IEnumerable<DomainAddress>> addresses) =>
        [
            .. domain.Interfaces().Select((device, i) => new DomainInterfaceAddresses
            {
                Name = device.Target("dev") ?? device.DeviceName(),
                Mac = device.Mac(),
                Addresses = [.. addresses(device, i)],
            }).Where(i => i.Addresses.Count > 0),
        ];

        private IEnumerable<XmlElement> Interfaces() => domain.Live!.Root().Devices("interface");

        private IEnumerable<DomainAddress> AddressesOf(XmlElement device, int index, IReadOnlyList<Lease> leases) =>
            device.Attribute("type") == "network"
                ? LeasesOf(device, leases).Select(l => Address(l.Address, l.Prefix))
                : [Address(new IPAddress([192, 168, (byte)index, (byte)(1 + (domain.Id % 254))]), Prefix)];
    }

    private static IEnumerable<Lease> LeasesOf(XmlElement device, IReadOnlyList<Lease> leases)
    {
        var network = device.Child("source")?.Attribute("network");
        return leases.Where(l => l.Mac == device.Mac() && l.Network.Name == network);
    }

    private static IEnumerable<DomainAddress> LinkLocal(XmlElement device)
    {
        if (device.Mac() is not { } mac || !PhysicalAddress.TryParse(mac.Replace(':', '-').ToUpperInvariant(), out var parsed))
            yield break;
        var m = parsed.GetAddressBytes();
        yield return Address(new IPAddress([0xFE, 0x80, 0, 0, 0, 0, 0, 0, (byte)(m[0] ^ 2), m[1], m[2], 0xFF, 0xFE, m[3], m[4], m[5]]), 64);
    }

    private static DomainAddress Address(IPAddress address, int prefix) => new()
    {
        Family = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? IpFamily.Ipv4 : IpFamily.Ipv6,
        Address = address.ToString(),
        Prefix = prefix,
    };
}
