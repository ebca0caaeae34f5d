using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>Makes definitions from storage pool documents: what libvirt requires is checked, everything else is kept as it stands.</summary>
internal static class StoragePoolDefinitionReader
{
    private const int MaxPathLength = 4096;

    // The server's own answer, which a document that was dumped brings back.
    private static readonly string[] Figures = ["capacity", "allocation", "available"];

    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="newUuid">Gives a document without a uuid one.</param>
    /// <exception cref="XmlInvalidException">The document is not one of a storage pool.</exception>
    public static StoragePoolDefinition Read(string text, Func<Guid> newUuid)
    {
        var document = ObjectDocument.Read(text, "pool");
        var root = document.DocumentElement!;
        foreach (var figure in Figures.SelectMany(root.Children).ToList())
            root.RemoveChild(figure);
        var name = ReadName(root);
        var uuid = ObjectDocument.ReadUuid(root) ?? ObjectDocument.AddUuid(root, newUuid());
        return Describe(document, root, name, uuid);
    }

    private static StoragePoolDefinition Describe(PositionedXml document, XmlElement root, string name, Guid uuid)
    {
        var type = ReadType(root);
        var source = root.Child("source");
        RequireSource(root, source, type.Needs);
        var target = ReadTarget(root, type, source?.Child("name")?.InnerText is { Length: > 0 } of ? of : name);
        return new StoragePoolDefinition
        {
            Xml = DomainXmlWriter.Write(document).Text,
            Name = name,
            Uuid = uuid,
            Type = type.Name,
            TargetPath = target,
            Claims = [.. StoragePoolClaims.Of(type.Name, source, target)],
        };
    }

    private static string ReadName(XmlElement root)
    {
        var element = root.Child("name");
        if (element is null && root.Child("source")?.Child("name")?.InnerText is { Length: > 0 } source)
        {
            // libvirt names a pool after its source where the document does not.
            element = root.OwnerDocument.CreateElement("name");
            element.InnerText = source;
            root.PrependChild(element);
        }

        return ObjectDocument.ReadName(root);
    }

    private static StoragePoolType ReadType(XmlElement root)
    {
        var type = root.Attribute("type");
        if (string.IsNullOrEmpty(type))
            throw XmlFaults.At(root, "The pool has no attribute 'type'.");
        return StoragePoolType.Find(type) ?? throw XmlFaults.At(root, $"'{type}' is no known type of pool.");
    }

    private static void RequireSource(XmlElement root, XmlElement? source, PoolNeeds needs)
    {
        Require(PoolNeeds.Host, source?.Child("host")?.Attribute("name"), "'host' with a 'name'");
        Require(PoolNeeds.Device, source?.Child("device")?.Attribute("path"), "'device' with a 'path'");
        Require(PoolNeeds.Directory, source?.Child("dir")?.Attribute("path"), "'dir' with a 'path'");
        Require(PoolNeeds.Adapter, source?.Child("adapter") is null ? null : "adapter", "'adapter'");
        Require(PoolNeeds.SourceName, source?.Child("name")?.InnerText, "'name'");
        Require(PoolNeeds.Initiator, source?.Child("initiator")?.Child("iqn")?.Attribute("name"), "'initiator' with the 'name' of an 'iqn'");

        void Require(PoolNeeds need, string? value, string what)
        {
            if (needs.HasFlag(need) && string.IsNullOrEmpty(value))
                throw XmlFaults.At(source ?? root, $"A pool of this type needs a 'source' that has {what}.");
        }
    }

    private static string? ReadTarget(XmlElement root, StoragePoolType type, string sourceName)
    {
        var element = root.Child("target")?.Child("path");
        var path = element?.InnerText.Trim() ?? "";
        if (path.Length == 0)
        {
            return type.Needs.HasFlag(PoolNeeds.Target)
                ? throw XmlFaults.At(element ?? root.Child("target") ?? root, "A pool of this type needs a 'path' in 'target'.")
                : type.DefaultTarget is { } folder ? folder + sourceName : null;
        }

        // A directory that is really read and written must be one and the same for everybody.
        if (path[0] != '/' || path.Split('/').Any(part => part is "." or ".."))
            throw XmlFaults.At(element!, $"The target '{path}' must be an absolute path without '.' and '..'.");
        if (path.Length > MaxPathLength || path.Contains('\0', StringComparison.Ordinal))
            throw XmlFaults.At(element!, "The target is no path that there can be.");
        return StoragePaths.Normalize(path);
    }
}
