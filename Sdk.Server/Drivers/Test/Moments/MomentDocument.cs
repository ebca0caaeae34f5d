using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>A <c>domainsnapshot</c> or <c>domaincheckpoint</c> document: what its maker wrote is kept, the rest is written when it is read.</summary>
internal sealed class MomentDocument
{
    // What the server says itself. In a document that is given it is of another moment, and libvirt passes over it too.
    private static readonly string[] OfTheServer = ["state", "parent", "creationTime", "domain", "inactiveDomain", "active"];

    private readonly MomentWords _words;

    private MomentDocument(MomentWords words, string xml, string? name, string? description, ImmutableArray<string> disks)
    {
        _words = words;
        Xml = xml;
        Name = name;
        Description = description;
        Disks = disks;
    }

    /// <summary>The document without what the server says.</summary>
    public string Xml { get; }

    /// <summary>The name that it gives; null for none.</summary>
    public string? Name { get; }

    /// <summary>The text that it gives for people; null for none.</summary>
    public string? Description { get; }

    /// <summary>The targets of the disks that it is of.</summary>
    public ImmutableArray<string> Disks { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="words">What its elements are called.</param>
    /// <param name="xml">The document; null for one that says nothing.</param>
    /// <param name="name">The name in place of the document's; null for the document's.</param>
    /// <param name="description">The text in place of the document's; null for the document's.</param>
    /// <param name="domain">The definition whose disks it may be of.</param>
    /// <exception cref="XmlInvalidException">It is not such a document, or names a disk that the domain has not.</exception>
    public static MomentDocument Read(MomentWords words, string? xml, string? name, string? description, DomainDefinition domain)
    {
        var document = ObjectDocument.Read(xml ?? $"<{words.Root}/>", words.Root);
        var root = document.DocumentElement!;
        foreach (var known in OfTheServer.SelectMany(root.Children).ToList())
            root.RemoveChild(known);
        SetGiven(root, "description", description);
        SetGiven(root, "name", name);
        if (root.Child("memory") is { } memory && memory.Attribute("snapshot") is "external")
            throw XmlFaults.At(memory, "The simulated host keeps a guest's memory in the snapshot itself: 'internal' or 'no'.");
        var disks = ReadDisks(words, root, domain);
        return new MomentDocument(words, DomainXmlWriter.Write(document).Text, TextOf(root, "name"), TextOf(root, "description"), disks);
    }

    /// <summary>The whole document of a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="secure">Whether with passwords.</param>
    /// <param name="withoutDomain">Whether without the domain's own document.</param>
    public string Dump(DomainMoment moment, bool secure, bool withoutDomain)
    {
        var document = PositionedXml.Read(Xml);
        var root = document.DocumentElement!;
        SetText(root, "name", moment.Name);
        var last = root.Child("description") ?? root.Child("name")!;
        if (_words.HasState)
            last = Add(last, "state", StateText(moment.State));
        if (moment.Parent is { } parent)
        {
            last = Add(last, "parent", "");
            last.AppendChild(document.CreateElement("name"))!.InnerText = parent;
        }

        last = Add(last, "creationTime", moment.Created.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (_words.HasState && root.Child("memory") is null)
            last = Add(last, "memory", "", ("snapshot", moment.Live is null ? "no" : "internal"));
        if (root.Child("disks") is null)
            AddDisks(Add(last, "disks", ""), moment);
        if (!withoutDomain)
            AddDomain(root, moment.Definition, secure);
        return DomainXmlWriter.Write(document).Text;
    }

    private void AddDisks(XmlElement disks, DomainMoment moment)
    {
        foreach (var name in Disks)
        {
            var disk = (XmlElement)disks.AppendChild(disks.OwnerDocument.CreateElement("disk"))!;
            disk.SetAttribute("name", name);
            disk.SetAttribute(_words.DiskMode, _words.OnlyMode);
            if (!_words.HasState)
                disk.SetAttribute("bitmap", moment.Name);
        }
    }

    private static void AddDomain(XmlElement root, DomainDefinition definition, bool secure)
    {
        var xml = definition.HasPasswords && !secure ? DomainXmlWriter.WithoutPasswords(definition.Xml) : definition.Xml;
        root.AppendChild(root.OwnerDocument.ImportNode(PositionedXml.Read(xml).DocumentElement!, deep: true));
    }

    private static XmlElement Add(XmlElement sibling, string name, string text, (string Name, string Value)? attribute = null)
    {
        var added = sibling.InsertElementAfter(name);
        if (text.Length > 0)
            added.InnerText = text;
        if (attribute is { } given)
            added.SetAttribute(given.Name, given.Value);
        return added;
    }

    private static ImmutableArray<string> ReadDisks(MomentWords words, XmlElement root, DomainDefinition domain)
    {
        var own = domain.DiskTargets;
        if (root.Child("disks") is not { } disks)
            return [.. own];
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var disk in disks.Children("disk"))
        {
            var name = disk.Attribute("name") ?? "";
            if (!own.Contains(name))
                throw XmlFaults.At(disk, $"Domain '{domain.Name}' has no disk '{name}'.");
            if (!named.Add(name))
                throw XmlFaults.At(disk, $"The disk '{name}' is named twice.");
            if (disk.Attribute(words.DiskMode) is { } mode && mode != words.OnlyMode)
                throw XmlFaults.At(disk, $"The disk '{name}' must have the mode '{words.OnlyMode}', not '{mode}', on a simulated host.");
        }

        return words.HasState ? [.. own] : [.. own.Where(named.Contains)];
    }

    private static string? TextOf(XmlElement root, string name) => root.Child(name)?.InnerText is { Length: > 0 } text ? text : null;

    private static void SetGiven(XmlElement root, string name, string? text)
    {
        if (text is not null && XmlCharacters.FaultOf(text) is { } fault)
            throw new InvalidArgumentException(fault, new InvalidArgumentDetails { Parameter = name });
        SetText(root, name, text);
    }

    private static void SetText(XmlElement root, string name, string? text)
    {
        if (text is null)
            return;
        var element = root.Child(name) ?? (XmlElement)root.PrependChild(root.OwnerDocument.CreateElement(name))!;
        element.InnerText = text;
    }

    // libvirt's word for it is its own enumeration's.
    private static string StateText(DomainState state) => state == DomainState.Shutoff ? "shutoff" : state.ToString();
}
