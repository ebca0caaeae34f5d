using System.Text;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Writes domain documents so that reading them again gives an equal document.</summary>
internal static class DomainXmlWriter
{
    private static readonly XmlWriterSettings Settings = new()
    {
        OmitXmlDeclaration = true,
        ConformanceLevel = ConformanceLevel.Fragment,
        // A carriage return or an attribute's line break would not survive another reading as itself.
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>The document's text, and where in it the root's first attribute can stand.</summary>
    /// <exception cref="XmlInvalidException">It was given a text with a character that no document can hold.</exception>
    public static (string Text, int RootAttributes) Write(PositionedXml document)
    {
        try
        {
            return WriteAll(document);
        }
        catch (ArgumentException fault)
        {
            throw XmlFaults.At(document.DocumentElement!, fault.Message);
        }
    }

    private static (string Text, int RootAttributes) WriteAll(PositionedXml document)
    {
        var text = new StringBuilder();
        var rootAttributes = 0;
        using var writer = XmlWriter.Create(text, Settings);
        foreach (XmlNode node in document.ChildNodes)
        {
            // The text is no longer in the encoding that a declaration would name.
            if (node is XmlDeclaration or XmlWhitespace or XmlSignificantWhitespace)
                continue;
            if (node is XmlElement root)
            {
                writer.Flush();
                rootAttributes = text.Length + 1 + root.Name.Length;
            }

            node.WriteTo(writer);
            writer.WriteWhitespace("\n");
        }

        writer.Flush();
        return (text.ToString(), rootAttributes);
    }

    /// <summary>The document without its passwords.</summary>
    public static string WithoutPasswords(string xml)
    {
        var document = PositionedXml.Read(xml);
        foreach (var graphics in Passwords(document.DocumentElement!).ToList())
            graphics.RemoveAttribute("passwd");
        return Write(document).Text;
    }

    /// <summary>The elements that hold a password.</summary>
    public static IEnumerable<XmlElement> Passwords(XmlElement root) =>
        (root.Child("devices")?.Children("graphics") ?? []).Where(g => g.HasAttribute("passwd"));
}
