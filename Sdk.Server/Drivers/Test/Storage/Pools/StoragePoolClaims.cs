using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>What a pool takes for itself, by libvirt's rules for each type: two pools that stand on the same would spoil each other.</summary>
internal static class StoragePoolClaims
{
    /// <summary>The claims of a pool, each a line of text.</summary>
    public static IEnumerable<string> Of(string type, XmlElement? source, string? target) => type switch
    {
        "dir" => [$"dir {target}"],
        "netfs" or "gluster" => [$"{type} {Host(source)} {source?.Child("name")?.InnerText} {source?.Child("dir")?.Attribute("path")}"],
        "scsi" => [$"adapter {Adapter(source?.Child("adapter"))}"],
        "fs" or "logical" or "disk" or "iscsi" or "iscsi-direct" =>
            (source?.Children("device") ?? []).Select(device => $"device {device.Attribute("path")}"),
        _ => [],
    };

    private static string? Host(XmlElement? source) => source?.Child("host")?.Attribute("name");

    private static string Adapter(XmlElement? adapter) => adapter is null
        ? ""
        : string.Join(' ', adapter.Attributes.Cast<XmlAttribute>().Select(a => $"{a.Name}={a.Value}").Order(StringComparer.Ordinal))
            + adapter.InnerXml;
}
