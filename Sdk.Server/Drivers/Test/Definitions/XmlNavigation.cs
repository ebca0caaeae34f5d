using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>The ways through a domain document: elements without a namespace, the first of a name.</summary>
internal static class XmlNavigation
{
    extension(XmlElement parent)
    {
        /// <summary>The first child element of that name, or null.</summary>
        public XmlElement? Child(string name) => parent.Children(name).FirstOrDefault();

        /// <summary>The child elements of that name.</summary>
        public IEnumerable<XmlElement> Children(string name) =>
            parent.ChildNodes.OfType<XmlElement>().Where(e => e.LocalName == name && e.NamespaceURI.Length == 0);

        /// <summary>The attribute's value, or null.</summary>
        public string? Attribute(string name) => parent.GetAttributeNode(name)?.Value;

        /// <summary>The names from the root to the element: <c>domain/os/type</c>.</summary>
        public string PathFromRoot() =>
            parent.ParentNode is XmlElement above ? above.PathFromRoot() + "/" + parent.Name : parent.Name;
    }

    /// <summary>Puts a new element behind a sibling, indented as the sibling is.</summary>
    public static XmlElement InsertElementAfter(this XmlElement sibling, string name)
    {
        var parent = sibling.ParentNode!;
        var added = sibling.OwnerDocument.CreateElement(name);
        parent.InsertAfter(added, sibling);
        if (sibling.PreviousSibling is XmlWhitespace indentation)
            parent.InsertAfter(indentation.CloneNode(deep: false), sibling);
        return added;
    }
}
