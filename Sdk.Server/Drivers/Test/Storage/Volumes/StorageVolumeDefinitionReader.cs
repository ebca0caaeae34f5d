using System.Collections.Frozen;
using System.Text;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>Makes definitions from volume documents: what libvirt requires is checked, everything else is kept as it stands.</summary>
internal static class StorageVolumeDefinitionReader
{
    private const int MaxNameBytes = 255;

    // The server's own answer, which a document that was dumped brings back.
    private static readonly string[] Answers = ["key", "physical"];

    private static readonly FrozenSet<string> Types = Words("file block dir network netdir ploop");

    private static readonly FrozenSet<string> Formats =
        Words("none raw dir bochs cloop dmg iso vpc vdi vhd fat ploop cow qcow qcow2 qed vmdk luks unknown");

    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="needsCapacity">Whether it must say how much the volume holds; a clone holds what its source does.</param>
    /// <exception cref="XmlInvalidException">The document is not one of a volume.</exception>
    public static StorageVolumeDefinition Read(string text, bool needsCapacity)
    {
        var document = ObjectDocument.Read(text, "volume");
        var root = document.DocumentElement!;
        foreach (var answer in Answers.SelectMany(root.Children).ToList())
            root.RemoveChild(answer);
        var name = ReadName(root);
        var type = ReadWord(root, root.Attribute("type"), Types, "type of volume");
        var format = root.Child("target")?.Child("format");
        var formatType = format is null ? null : ReadWord(format, format.Attribute("type"), Formats, "format of a volume");
        var capacity = StorageSize.Read(root.Child("capacity"));
        if (capacity is null && needsCapacity)
            throw XmlFaults.At(root, "The volume has no capacity.");
        var allocation = StorageSize.Read(root.Child("allocation"));
        return new StorageVolumeDefinition
        {
            Xml = DomainXmlWriter.Write(document).Text,
            Name = name,
            Type = type,
            Format = formatType,
            Capacity = capacity,
            Allocation = allocation,
            Unsupported = root.Child("backingStore")?.Child("path") is not null ? "backingStore"
                : (root.Child("encryption") ?? root.Child("target")?.Child("encryption")) is not null ? "encryption"
                : null,
        };
    }

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    public static string? FaultOf(string name)
    {
        if (name.Length == 0)
            return "The volume has no name.";
        if (name is "." or ".." || name.Contains('/', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
            return $"'{name}' is no name of a volume: it would lead out of its pool.";
        if (name.Any(static c => char.IsControl(c) || c is '\uFFFE' or '\uFFFF'))
            return "The name contains a control character, or one that no document can hold.";
        if (PartialFile.IsName(name))
            return $"'{name}' is a name of files that are being made.";
        return Encoding.UTF8.GetByteCount(name) > MaxNameBytes ? $"The name has more than {MaxNameBytes} bytes." : null;
    }

    private static string ReadName(XmlElement root)
    {
        var element = root.Child("name");
        var name = element?.InnerText ?? "";
        return FaultOf(name) is { } fault ? throw XmlFaults.At(element ?? root, fault) : name;
    }

    private static string? ReadWord(XmlElement element, string? word, FrozenSet<string> words, string what) =>
        word is null || words.Contains(word) ? word : throw XmlFaults.At(element, $"'{word}' is no known {what}.");

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
