using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>A storage pool's document, kept as it was given, and what the simulator reads from it. Immutable.</summary>
internal sealed class StoragePoolDefinition
{
    private string? _mark;

    /// <summary>The document, without an XML declaration and without figures.</summary>
    public required string Xml { get; init; }

    /// <summary>The pool's name.</summary>
    public required string Name { get; init; }

    /// <summary>The pool's identity.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>What the pool stands on: dir, logical, netfs.</summary>
    public required string Type { get; init; }

    /// <summary>The directory in which the volumes appear, without doubled slashes and one at the end; null where the type has none.</summary>
    public required string? TargetPath { get; init; }

    /// <summary>What the pool stands on, in words that no two pools may have in common.</summary>
    public required ImmutableArray<string> Claims { get; init; }

    /// <summary>Whether its volumes are real files in <see cref="TargetPath"/>; all others are simulated in memory.</summary>
    public bool HoldsFiles => Type == "dir" && TargetPath != DefaultPool.TargetPath;

    /// <summary>A fingerprint of the document.</summary>
    public string Mark => _mark ??= ObjectDocument.MarkOf(Xml);

    /// <summary>The path of a volume in the pool.</summary>
    public string PathOf(string volume) => TargetPath switch
    {
        null => $"{Name}/{volume}",
        "/" => "/" + volume,
        _ => $"{TargetPath}/{volume}",
    };

    /// <summary>The document with figures.</summary>
    public string XmlWith(PoolSpace space)
    {
        var document = PositionedXml.Read(Xml);
        var last = document.DocumentElement!.Child("uuid")!;
        last = Add(last, "capacity", space.Capacity);
        last = Add(last, "allocation", space.Allocation);
        Add(last, "available", space.Available);
        return DomainXmlWriter.Write(document).Text;
    }

    private static XmlElement Add(XmlElement sibling, string name, ulong bytes)
    {
        var added = sibling.InsertElementAfter(name);
        added.SetAttribute("unit", "bytes");
        added.InnerText = bytes.ToString(CultureInfo.InvariantCulture);
        return added;
    }
}
