using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>A disk of a domain: the image that it writes to, and those below, down to the one that rests on no other.</summary>
/// <param name="Target">The name under which the guest sees it: vda.</param>
/// <param name="Images">The images' paths, the one that is written to first; empty for a drive without a medium.</param>
internal sealed record LayeredDisk(string Target, IReadOnlyList<string> Images)
{
    private static readonly string[] SourceAttributes = ["file", "dev", "dir", "name", "volume"];

    /// <summary>The image that it writes to; null for a drive without a medium.</summary>
    public string? Source => Images.Count > 0 ? Images[0] : null;

    /// <summary>The disks of a definition, in its order.</summary>
    public static IReadOnlyList<LayeredDisk> Of(DomainDefinition definition) =>
        [.. Elements(PositionedXml.Read(definition.Xml).DocumentElement!).Select(Read)];

    /// <summary>The elements of the disks.</summary>
    public static IEnumerable<XmlElement> Elements(XmlElement root) => root.Child("devices")?.Children("disk") ?? [];

    /// <summary>The target of a disk's element; empty where it has none.</summary>
    public static string TargetOf(XmlElement disk) => disk.Child("target")?.Attribute("dev") ?? "";

    /// <summary>The path of the image that an element of a disk or of a layer of one names; null for none.</summary>
    public static string? PathOf(XmlElement layer) =>
        layer.Child("source") is { } source ? SourceAttributes.Select(source.Attribute).FirstOrDefault(static p => !string.IsNullOrEmpty(p)) : null;

    private static LayeredDisk Read(XmlElement disk)
    {
        var images = new List<string>();
        for (var layer = disk; layer is not null && PathOf(layer) is { } path; layer = layer.Child("backingStore"))
            images.Add(path);
        return new LayeredDisk(TargetOf(disk), images);
    }
}
