using System.Security.Cryptography;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>A network interface of a guest, as its document describes it.</summary>
/// <param name="Mac">Its hardware address, in small letters.</param>
/// <param name="Network">The virtual network that it is connected to; null where it is none of the host's.</param>
/// <param name="Filter">The network filter that guards it, or null.</param>
internal sealed record GuestInterface(string Mac, string? Network, string? Filter)
{
    /// <summary>The interfaces of a domain document, in their order.</summary>
    /// <param name="root">The document.</param>
    /// <param name="uuid">The domain, from which interfaces without a hardware address get one that is always the same.</param>
    public static IReadOnlyList<GuestInterface> ReadAll(XmlElement root, Guid uuid) =>
    [
        .. (root.Child("devices")?.Children("interface") ?? []).Select((element, index) => new GuestInterface(
            element.Child("mac")?.Attribute("address") is { Length: > 0 } mac ? mac.ToLowerInvariant() : MacOf(uuid, index),
            element.Attribute("type") == "network" ? element.Child("source")?.Attribute("network") : null,
            element.Child("filterref")?.Attribute("filter"))),
    ];

    // In the range that libvirt gives addresses from.
    private static string MacOf(Guid uuid, int index)
    {
        var hash = SHA256.HashData([.. uuid.ToByteArray(bigEndian: true), (byte)index, (byte)(index >> 8)]);
        return $"52:54:00:{hash[0]:x2}:{hash[1]:x2}:{hash[2]:x2}";
    }
}
