using System.Text;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Devices;

/// <summary>Whether two elements say the same, however they are written.</summary>
internal static class DeviceEquality
{
    private static readonly string[] Additions = ["alias", "address"];

    /// <summary>
    /// Whether a device is the one that a document describes: it says the same, but for what a hypervisor adds to every device (its
    /// alias and its place on a bus), which must be the same only where the document has it.
    /// </summary>
    public static bool IsSame(XmlElement described, XmlElement device)
    {
        var added = Additions.Where(name => described.Child(name) is null).ToArray();
        return Form(described) == Form(device, added);
    }

    /// <summary>One form of all elements that say the same: attributes and children in order, without comments and white space between elements.</summary>
    public static string Form(XmlElement element, params IReadOnlyCollection<string> without)
    {
        var text = new StringBuilder();
        Append(text, element, without);
        return text.ToString();
    }

    private static void Append(StringBuilder text, XmlElement element, IReadOnlyCollection<string> without)
    {
        text.Append('<').Append(element.NamespaceURI).Append(' ').Append(element.LocalName);
        foreach (var attribute in element.Attributes.Cast<XmlAttribute>().OrderBy(a => a.Name, StringComparer.Ordinal))
            text.Append(' ').Append(attribute.Name).Append('=').Append(XmlConvert.EncodeName(attribute.Value));
        text.Append('>');
        var children = element.ChildNodes.OfType<XmlElement>().Where(child => !without.Contains(child.LocalName)).ToList();
        foreach (var child in children.OrderBy(child => child.LocalName, StringComparer.Ordinal))
            Append(text, child, []);
        if (children.Count == 0 && !element.ChildNodes.OfType<XmlElement>().Any())
            text.Append(XmlConvert.EncodeName(element.InnerText));
        text.Append("</>");
    }
}
