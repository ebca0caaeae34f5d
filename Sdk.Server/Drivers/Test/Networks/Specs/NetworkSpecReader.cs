using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks.Specs;

/// <summary>Reads a definition as a spec: every part that a spec knows and the document has.</summary>
internal static class NetworkSpecReader
{
    /// <summary>The spec of a definition.</summary>
    public static NetworkSpec Read(NetworkDefinition definition)
    {
        var root = PositionedXml.Read(definition.Xml).DocumentElement!;
        return new NetworkSpec
        {
            Name = definition.Name,
            Uuid = definition.Uuid,
            Title = definition.Title,
            Description = root.Child("description")?.InnerText,
            Forward = definition.Forward,
            ForwardDevices = [.. NetworkForwardReader.Devices(root)],
            Bridge = definition.Bridge,
            DnsDomain = root.Child("domain")?.Attribute("name"),
            Mtu = definition.Mtu,
            Ips = [.. definition.Addresses.Select(Read)],
        };
    }

    private static NetworkIpSpec Read(NetworkAddress address) => new()
    {
        Address = address.Address.ToString(),
        Prefix = address.Prefix,
        Ranges = [.. address.Ranges.Select(static range => new NetworkRangeSpec { Start = range.Start.ToString(), End = range.End.ToString() })],
        Hosts =
        [
            .. address.Hosts.Select(static host => new NetworkHostSpec { Mac = host.Mac, Id = host.Id, Name = host.Name, Address = host.Address!.ToString() }),
        ],
    };
}
