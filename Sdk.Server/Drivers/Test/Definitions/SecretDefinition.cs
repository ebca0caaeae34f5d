using System.Collections.Frozen;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>A secret document, kept as it was given, and what the simulator reads from it. Immutable.</summary>
internal sealed class SecretDefinition
{
    // The element that names the object, of each kind of usage but none.
    private static readonly FrozenDictionary<string, (SecretUsageType Type, string Element)> Usages =
        new Dictionary<string, (SecretUsageType, string)>
        {
            ["none"] = (SecretUsageType.None, ""),
            ["volume"] = (SecretUsageType.Volume, "volume"),
            ["ceph"] = (SecretUsageType.Ceph, "name"),
            ["iscsi"] = (SecretUsageType.Iscsi, "target"),
            ["tls"] = (SecretUsageType.Tls, "name"),
            ["vtpm"] = (SecretUsageType.Vtpm, "name"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private string? _mark;

    /// <summary>The document, without an XML declaration.</summary>
    public required string Xml { get; init; }

    /// <summary>The secret's identity.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>What it is for.</summary>
    public required SecretUsageType UsageType { get; init; }

    /// <summary>Which object of that kind; null where it is for none.</summary>
    public string? UsageId { get; init; }

    /// <summary>The owner's own words.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is kept in memory only.</summary>
    public bool Ephemeral { get; init; }

    /// <summary>Whether its value is answered to nobody.</summary>
    public bool Private { get; init; }

    /// <summary>A fingerprint of the document.</summary>
    public string Mark => _mark ??= ObjectDocument.MarkOf(Xml);

    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="newUuid">Gives a document without a uuid one.</param>
    /// <exception cref="XmlInvalidException">The document is not one of a secret.</exception>
    public static SecretDefinition Read(string text, Func<Guid> newUuid)
    {
        var document = ObjectDocument.Read(text, "secret");
        var root = document.DocumentElement!;
        var (ephemeral, isPrivate) = (Flag(root, "ephemeral"), Flag(root, "private"));
        var (type, id) = ReadUsage(root);
        var uuid = ObjectDocument.ReadUuid(root);
        if (uuid is null)
        {
            uuid = newUuid();
            (root.Child("uuid") ?? root.InsertFirstElement("uuid")).InnerText = uuid.Value.ToString();
        }

        return new SecretDefinition
        {
            Xml = DomainXmlWriter.Write(document).Text,
            Uuid = uuid.Value,
            UsageType = type,
            UsageId = id,
            Description = root.Child("description")?.InnerText is { Length: > 0 } description ? description : null,
            Ephemeral = ephemeral,
            Private = isPrivate,
        };
    }

    private static bool Flag(XmlElement root, string name) => root.Attribute(name) switch
    {
        null or "no" => false,
        "yes" => true,
        { } word => throw XmlFaults.At(root, $"'{name}' must be 'yes' or 'no', not '{word}'."),
    };

    private static (SecretUsageType Type, string? Id) ReadUsage(XmlElement root)
    {
        if (root.Child("usage") is not { } usage)
            return (SecretUsageType.None, null);
        if (usage.Attribute("type") is not { } word)
            throw XmlFaults.At(usage, "The usage has no attribute 'type'.");
        if (!Usages.TryGetValue(word, out var known))
            throw XmlFaults.At(usage, $"'{word}' is no known type of usage.");
        if (known.Type == SecretUsageType.None)
            return (known.Type, null);
        var element = usage.Child(known.Element);
        return element is { InnerText.Length: > 0 }
            ? (known.Type, element.InnerText)
            : throw XmlFaults.At(element ?? usage, $"The usage '{word}' has no '{known.Element}'.");
    }
}
