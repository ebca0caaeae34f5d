using System.Text;
using System.Xml;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>
/// The form in which two documents are compared: canonical XML with comments, without the white space between elements and without
/// what a server adds (the uuid where asked, the id of an activation).
/// </summary>
internal static class CanonicalXml
{
    public static string Of(string xml, bool withUuid = true)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        var text = new StringBuilder();
        foreach (XmlNode node in document.ChildNodes)
            Append(text, node, withUuid);
        return text.ToString();
    }

    private static void Append(StringBuilder text, XmlNode node, bool withUuid)
    {
        switch (node)
        {
            case XmlElement element when withUuid || element.Name != "uuid" || element.ParentNode != element.OwnerDocument.DocumentElement:
                AppendElement(text, element, withUuid);
                break;
            case XmlComment comment:
                text.Append("<!--").Append(comment.Value).AppendLine("-->");
                break;
            case XmlProcessingInstruction instruction:
                text.Append("<?").Append(instruction.Name).Append(' ').Append(instruction.Value).AppendLine("?>");
                break;
            default:
                break;
        }
    }

    private static void AppendElement(StringBuilder text, XmlElement element, bool withUuid)
    {
        text.Append('<').Append(element.Name).Append(" {").Append(element.NamespaceURI).Append('}');
        var isRoot = element.ParentNode == element.OwnerDocument.DocumentElement?.ParentNode;
        var attributes = element.Attributes.Cast<XmlAttribute>()
            .Where(a => !(isRoot && a.Name == "id") && !IsInherited(element, a))
            .OrderBy(a => a.NamespaceURI, StringComparer.Ordinal)
            .ThenBy(a => a.LocalName, StringComparer.Ordinal);
        foreach (var attribute in attributes)
            text.Append(' ').Append(attribute.Name).Append("=«").Append(attribute.Value).Append('»');
        text.AppendLine(">");
        AppendContent(text, element, withUuid);
        text.Append("</").Append(element.Name).AppendLine(">");
    }

    private static void AppendContent(StringBuilder text, XmlElement element, bool withUuid)
    {
        var hasElements = element.ChildNodes.OfType<XmlElement>().Any();
        var run = new StringBuilder();
        foreach (XmlNode child in element.ChildNodes)
        {
            if (child is XmlCharacterData and not XmlComment)
            {
                run.Append(child.Value);
                continue;
            }

            Flush();
            Append(text, child, withUuid);
        }

        Flush();

        void Flush()
        {
            if (run.Length > 0 && !(hasElements && string.IsNullOrWhiteSpace(run.ToString())))
                text.Append("text «").Append(run).AppendLine("»");
            run.Clear();
        }
    }

    // Canonical XML leaves out a declaration that an enclosing element has made already.
    private static bool IsInherited(XmlElement element, XmlAttribute attribute) =>
        attribute.NamespaceURI == "http://www.w3.org/2000/xmlns/"
        && element.ParentNode is XmlElement parent
        && parent.GetNamespaceOfPrefix(attribute.Name == "xmlns" ? "" : attribute.LocalName) == attribute.Value;
}
