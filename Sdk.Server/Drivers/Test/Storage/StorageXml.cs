using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage;

/// <summary>Reads the documents of storage.</summary>
internal static class StorageXml
{
    /// <summary>Reads a document with a root element of that name.</summary>
    /// <exception cref="XmlInvalidException">It is not one.</exception>
    public static PositionedXml Read(string text, string rootName)
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

        var root = document.DocumentElement!;
        return root.Name == rootName && root.NamespaceURI.Length == 0
            ? document
            : throw XmlFaults.At(root, $"The root element must be '{rootName}' without a namespace, not '{root.Name}'.");
    }

    /// <summary>The child element of that name; a new one at the end where there is none.</summary>
    public static XmlElement Put(this XmlElement parent, string name) =>
        parent.Child(name) ?? (XmlElement)parent.AppendChild(parent.OwnerDocument.CreateElement(name))!;
}
