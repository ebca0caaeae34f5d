using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>Pools in the words of those who do not want to write XML: a spec edits a document, and what it does not know stays.</summary>
internal static class StoragePoolSpecs
{
    private const string Empty = "<pool/>";

    /// <summary>The document with what a spec says.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="xml">The document; null for an empty one.</param>
    public static string Apply(StoragePoolSpec spec, string? xml)
    {
        var document = ObjectDocument.Read(xml ?? Empty, "pool");
        var root = document.DocumentElement!;
        if (spec.Type is { } type)
            root.SetAttribute("type", type);
        Text(root, "name", spec.Name);
        Text(root, "uuid", spec.Uuid?.ToString());
        if (spec.Host is not null || spec.Devices is not null || spec.Directory is not null || spec.SourceName is not null || spec.SourceFormat is not null)
            ApplySource(spec, root.Put("source"));
        if (spec.Path is { } path)
            root.Put("target").Put("path").InnerText = path;
        return DomainXmlWriter.Write(document).Text;
    }

    /// <summary>What a spec can say of a definition.</summary>
    public static StoragePoolSpec Read(StoragePoolDefinition definition)
    {
        var source = PositionedXml.Read(definition.Xml).DocumentElement!.Child("source");
        return new StoragePoolSpec
        {
            Name = definition.Name,
            Uuid = definition.Uuid,
            Type = definition.Type,
            Path = PositionedXml.Read(definition.Xml).DocumentElement!.Child("target")?.Child("path")?.InnerText is { Length: > 0 } path ? path : null,
            Host = source?.Child("host")?.Attribute("name"),
            Directory = source?.Child("dir")?.Attribute("path"),
            Devices = [.. (source?.Children("device") ?? []).Select(static d => d.Attribute("path") ?? "")],
            SourceName = source?.Child("name")?.InnerText is { Length: > 0 } name ? name : null,
            SourceFormat = source?.Child("format")?.Attribute("type"),
        };
    }

    private static void ApplySource(StoragePoolSpec spec, XmlElement source)
    {
        if (spec.Host is { } host)
            source.Put("host").SetAttribute("name", host);
        if (spec.Devices is { } devices)
            ApplyDevices(source, devices);
        if (spec.Directory is { } directory)
            source.Put("dir").SetAttribute("path", directory);
        Text(source, "name", spec.SourceName);
        if (spec.SourceFormat is { } format)
            source.Put("format").SetAttribute("type", format);
    }

    // One that is there already keeps what else is said of it.
    private static void ApplyDevices(XmlElement source, IReadOnlyList<string> devices)
    {
        var former = source.Children("device").ToList();
        if (former.Select(static d => d.Attribute("path")).SequenceEqual(devices, StringComparer.Ordinal))
            return;
        foreach (var device in former)
            source.RemoveChild(device);
        foreach (var path in devices)
        {
            var device = former.Find(d => d.Attribute("path") == path) ?? source.OwnerDocument.CreateElement("device");
            device.SetAttribute("path", path);
            source.AppendChild(device);
        }
    }

    private static void Text(XmlElement parent, string name, string? value)
    {
        if (value is not null)
            parent.Put(name).InnerText = value;
    }
}
