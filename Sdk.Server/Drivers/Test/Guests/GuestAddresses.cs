using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Devices;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>The addresses of simulated guests, as libvirt's own simulator has them.</summary>
internal static class GuestAddresses
{
    private const int Prefix = 24;

    extension(SimulatedDomain domain)
    {
        /// <summary>The addresses that are known to one who is asked.</summary>
        public IReadOnlyList<DomainInterfaceAddresses> ListAddresses(DomainAddressSource source)
        {
            domain.RequireActive();
            switch (source.Value)
            {
                case DomainAddressSource.Known.Lease:
                    return domain.KnownToHost(i => i.Attribute("type") == "network", Prefix);
                case DomainAddressSource.Known.Agent:
                    domain.RequireAgent();
                    return domain.AskForAddresses();
                case DomainAddressSource.Known.Arp:
                    return domain.KnownToHost(i => i.Attribute("type") is "network" or "bridge", prefix: 0);
                default:
                    throw DomainRefusals.InvalidArgument(domain, "source", $"Nobody is called '{source}'.");
            }
        }

        /// <summary>What the agent says: all interfaces by the guest's own names, the loop among them.</summary>
        public IReadOnlyList<DomainInterfaceAddresses> AskForAddresses()
        {
            var loop = new DomainInterfaceAddresses { Name = "lo", Mac = "00:00:00:00:00:00", Addresses = [V4("127.0.0.1", 8), V6("::1", 128)] };
            return [loop, .. domain.Interfaces().Select((device, i) => new DomainInterfaceAddresses
            {
                Name = "eth" + i.ToString(CultureInfo.InvariantCulture),
                Mac = device.Mac(),
                Addresses = [V4(domain.AddressOf(device, i), Prefix), .. LinkLocal(device)],
            })];
        }

        private IReadOnlyList<DomainInterfaceAddresses> KnownToHost(Func<XmlElement, bool> isKnown, int prefix) =>
        [
            .. domain.Interfaces().Select((device, i) => (device, i)).Where(d => isKnown(d.device)).Select(d => new DomainInterfaceAddresses
            {
                Name = d.device.Target("dev") ?? d.device.DeviceName(),
                Mac = d.device.Mac(),
                Addresses = [V4(domain.AddressOf(d.device, d.i), prefix)],
            }),
        ];

        private IEnumerable<XmlElement> Interfaces() => domain.Live!.Root().Devices("interface");

        // On the default network the beginning of its range and the activation's number; elsewhere what libvirt's simulator says.
        private string AddressOf(XmlElement device, int index) => device.Child("source")?.Attribute("network") == "default"
            ? string.Create(CultureInfo.InvariantCulture, $"192.168.122.{2 + ((domain.Id - 1 + (50 * index)) % 252) + 1}")
            : string.Create(CultureInfo.InvariantCulture, $"192.168.{index % 256}.{1 + (domain.Id % 254)}");
    }

    private static IEnumerable<DomainAddress> LinkLocal(XmlElement device)
    {
        if (device.Mac() is not { } mac || !PhysicalAddress.TryParse(mac.Replace(':', '-').ToUpperInvariant(), out var parsed))
            yield break;
        var m = parsed.GetAddressBytes();
        byte[] bytes = [0xFE, 0x80, 0, 0, 0, 0, 0, 0, (byte)(m[0] ^ 2), m[1], m[2], 0xFF, 0xFE, m[3], m[4], m[5]];
        yield return V6(new IPAddress(bytes).ToString(), 64);
    }

    private static DomainAddress V4(string address, int prefix) => new() { Family = DomainAddressFamily.Ipv4, Address = address, Prefix = prefix };

    private static DomainAddress V6(string address, int prefix) => new() { Family = DomainAddressFamily.Ipv6, Address = address, Prefix = prefix };
}
