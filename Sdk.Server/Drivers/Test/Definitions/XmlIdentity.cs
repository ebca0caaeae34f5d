using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>What documents of all kinds of objects have in common: a root, perhaps a uuid, and a mark of their text.</summary>
internal static class XmlIdentity
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="root">The name of its root element.</param>
    /// <exception cref="XmlInvalidException">It is not well formed, or has another root.</exception>
    public static PositionedXml Open(string text, string root)
    {
        PositionedXml document;
        try
        {
            document = PositionedXml.Read(text);
        }
        catch (XmlException fault)
        {
            throw XmlFaults.Unreadable(fault);
        }

        var element = document.DocumentElement!;
        return element.Name == root && element.NamespaceURI.Length == 0
            ? document
            : throw XmlFaults.At(element, $"The root element must be '{root}' without a namespace, not '{element.Name}'.");
    }

    /// <summary>The uuid in a child of that name; null where there is none.</summary>
    /// <exception cref="XmlInvalidException">What stands there is none.</exception>
    public static Guid? ReadUuid(XmlElement parent, string name = "uuid")
    {
        if (parent.Child(name) is not { InnerText.Length: > 0 } element)
            return null;
        var text = element.InnerText.Trim();
        return Guid.TryParseExact(text, "D", out var uuid) || Guid.TryParseExact(text, "N", out uuid)
            ? uuid
            : throw XmlFaults.At(element, $"'{text}' is not a uuid.");
    }

    /// <summary>A fingerprint of a document.</summary>
    public static string MarkOf(string xml) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(xml)).AsSpan(0, 16));

    /// <summary>Puts a new element before all others, indented as the first of them is.</summary>
    public static XmlElement InsertFirstElement(this XmlElement parent, string name)
    {
        var added = parent.OwnerDocument.CreateElement(name);
        var indentation = parent.FirstChild as XmlWhitespace;
        parent.InsertAfter(added, indentation);
        if (indentation is not null && added.NextSibling is not null)
            parent.InsertAfter(indentation.CloneNode(deep: false), added);
        return added;
    }
}
