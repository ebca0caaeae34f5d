using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>What the documents of all kinds of objects have in common: a root without a namespace, mostly a name and a uuid, and a mark of their text.</summary>
internal static class ObjectDocument
{
    private const int MaxNameLength = 255;

    /// <summary>Reads a document with any root.</summary>
    /// <exception cref="XmlInvalidException">It is not well formed, or has a document type declaration.</exception>
    public static PositionedXml Read(string text)
    {
        try
        {
            return PositionedXml.Read(text);
        }
        catch (XmlException fault)
        {
            throw XmlFaults.Unreadable(fault);
        }
    }

    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="rootName">The name that its root must have.</param>
    /// <exception cref="XmlInvalidException">It is not well formed, has a document type declaration, or another root.</exception>
    public static PositionedXml Read(string text, string rootName)
    {
        var document = Read(text);
        var root = document.DocumentElement!;
        return root.Name == rootName && root.NamespaceURI.Length == 0
            ? document
            : throw XmlFaults.At(root, $"The root element must be '{rootName}' without a namespace, not '{root.Name}'.");
    }

    /// <summary>The text of the child 'name', which must be there and fit a handle.</summary>
    public static string ReadName(XmlElement root)
    {
        var element = root.Child("name");
        var name = element?.InnerText ?? "";
        return RequireName(element ?? root, name);
    }

    /// <summary>A name that was found in an element, if it fits a handle.</summary>
    public static string RequireName(XmlElement element, string name)
    {
        if (name.Length == 0)
            throw XmlFaults.At(element, "The name is missing.");
        return DomainName.FaultOf(name, MaxNameLength) is { } fault ? throw XmlFaults.At(element, fault) : name;
    }

    /// <summary>The uuid in the child 'uuid'; null where there is none.</summary>
    public static Guid? ReadUuid(XmlElement root)
    {
        if (root.Child("uuid") is not { } element || element.InnerText.Length == 0)
            return null;
        var text = element.InnerText.Trim();
        return Guid.TryParseExact(text, "D", out var uuid) || Guid.TryParseExact(text, "N", out uuid)
            ? uuid
            : throw XmlFaults.At(element, $"'{text}' is not a uuid.");
    }

    /// <summary>A fingerprint of a document.</summary>
    public static string MarkOf(string xml) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(xml)).AsSpan(0, 16));

    /// <summary>Puts a uuid into a document that has none.</summary>
    public static Guid AddUuid(XmlElement root, Guid uuid)
    {
        var element = root.Child("uuid") ?? (root.Child("name") is { } name ? name.InsertElementAfter("uuid") : root.AppendElement("uuid"));
        element.InnerText = uuid.ToString();
        return uuid;
    }

    /// <summary>The value of an attribute that must be there and not be empty.</summary>
    public static string RequireAttribute(XmlElement element, string name) =>
        element.Attribute(name) is { Length: > 0 } value
            ? value
            : throw XmlFaults.At(element, $"The element '{element.Name}' has no attribute '{name}'.");

    /// <summary>Whether an attribute says yes; false where it is absent.</summary>
    public static bool ReadSwitch(XmlElement element, string name, string yes = "yes", string no = "no") => element.Attribute(name) switch
    {
        null => false,
        var text when text == yes => true,
        var text when text == no => false,
        var text => throw XmlFaults.At(element, $"The attribute '{name}' must be '{yes}' or '{no}', not '{text}'."),
    };
}
