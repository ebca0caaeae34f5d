using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Metadata;

/// <summary>An element of <c>metadata</c>: one for each namespace, which callers write and read without it.</summary>
internal static class MetadataElement
{
    private const string Declarations = "http://www.w3.org/2000/xmlns/";

    /// <summary>Reads what a caller gives.</summary>
    /// <exception cref="XmlInvalidException">It is not well formed, or of another namespace.</exception>
    public static XmlElement Read(string text, string uri)
    {
        var element = ObjectDocument.Read(text).DocumentElement!;
        return element.NamespaceURI.Length == 0 || element.NamespaceURI == uri
            ? element
            : throw XmlFaults.At(element, $"The element is of the namespace '{element.NamespaceURI}', not of '{uri}'.");
    }

    /// <summary>Whether a text can be the prefix of a namespace.</summary>
    public static bool IsPrefix(string text) =>
        text.Length > 0 && !text.StartsWith("xml", StringComparison.OrdinalIgnoreCase) && XmlReader.IsName(text) && !text.Contains(':', StringComparison.Ordinal);

    /// <summary>The element of that namespace, or null.</summary>
    public static XmlElement? Find(XmlElement root, string uri) =>
        root.Child("metadata")?.ChildNodes.OfType<XmlElement>().FirstOrDefault(e => e.NamespaceURI == uri);

    /// <summary>Puts an element in the place of the one of its namespace.</summary>
    /// <param name="root">The domain's document.</param>
    /// <param name="given">The element; null for none.</param>
    /// <param name="prefix">The prefix of its namespace.</param>
    /// <param name="uri">Its namespace.</param>
    public static void Put(XmlElement root, XmlElement? given, string? prefix, string uri)
    {
        var own = Find(root, uri);
        if (given is null)
        {
            own?.RemoveIndented();
            return;
        }

        var copy = Renamed(root.OwnerDocument, given, "", prefix!, uri);
        copy.SetAttribute("xmlns:" + prefix, uri);
        if (own is not null)
            own.ParentNode!.ReplaceChild(copy, own);
        else
            (root.Child("metadata") ?? root.Child("uuid")!.InsertElementAfter("metadata")).AppendIndented(copy);
    }

    /// <summary>The text of an element as callers write it.</summary>
    public static string WithoutNamespace(XmlElement element)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        return Renamed(document, element, element.NamespaceURI, "", "").OuterXml;
    }

    // A copy in which what is of one namespace is of another.
    private static XmlElement Renamed(XmlDocument document, XmlElement element, string from, string prefix, string to)
    {
        var isOf = element.NamespaceURI == from;
        var copy = isOf
            ? document.CreateElement(prefix, element.LocalName, to)
            : document.CreateElement(element.Prefix, element.LocalName, element.NamespaceURI);
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (attribute.NamespaceURI != Declarations || attribute.Value != from)
                copy.SetAttributeNode((XmlAttribute)document.ImportNode(attribute, deep: true));
        }

        foreach (XmlNode child in element.ChildNodes)
            copy.AppendChild(child is XmlElement inner ? Renamed(document, inner, from, prefix, to) : document.ImportNode(child, deep: true));
        return copy;
    }
}
