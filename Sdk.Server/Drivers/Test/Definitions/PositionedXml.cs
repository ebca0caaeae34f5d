using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>An element that knows where it was read.</summary>
internal sealed class PositionedElement(string prefix, string name, string? ns, PositionedXml document, int line, int column)
    : XmlElement(prefix, name, ns, document)
{
    /// <summary>The line of its opening bracket, from 1; 0 for an element that was not read.</summary>
    public int Line { get; } = line;

    /// <summary>The column of its opening bracket, from 1.</summary>
    public int Column { get; } = column;
}

/// <summary>A document whose elements know where they were read, and which keeps white space, comments and prefixes as they are.</summary>
/// <remarks>The object model of System.Xml.Linq does not keep prefixes, and so could not give back an equal document.</remarks>
internal sealed class PositionedXml : XmlDocument
{
    /// <summary>Deeper documents are refused: XML libraries, libvirt's among them, stop at this depth.</summary>
    private const int MaxDepth = 256;

    /// <summary>More nodes and attributes than this no guest needs; they would take a hundred times their text in memory.</summary>
    private const int MaxNodes = 65_536;

    private IXmlLineInfo? _source;

    private PositionedXml()
    {
        PreserveWhitespace = true;
        XmlResolver = null;
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlException">It is not well formed, has a document type declaration, or is too deep or too large.</exception>
    public static PositionedXml Read(string text)
    {
        // The mark at the beginning of many a file says how its bytes were encoded; it is no part of the document.
        text = text.TrimStart('\uFEFF');
        Measure(text);
        var document = new PositionedXml();
        using var reader = OpenReader(text);
        document._source = reader as IXmlLineInfo;
        document.Load(reader);
        document._source = null;
        return document;
    }

    /// <inheritdoc/>
    public override XmlElement CreateElement(string? prefix, string localName, string? namespaceURI) =>
        new PositionedElement(prefix ?? "", localName, namespaceURI, this, _source?.LineNumber ?? 0, (_source?.LinePosition ?? 1) - 1);

    private static XmlReader OpenReader(string text) =>
        XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });

    private static void Measure(string text)
    {
        // The reader refuses a declaration as well, but says neither where it stands nor what is wrong with it.
        if (XmlProlog.FindDocumentType(text) is { } at)
            throw new XmlException("A document type declaration is not allowed.", null, at.Line, at.Column);
        using var reader = OpenReader(text);
        var nodes = 0;
        while (reader.Read())
        {
            nodes += 1 + reader.AttributeCount;
            if (reader.NodeType == XmlNodeType.Element && reader.Depth >= MaxDepth)
                throw Refusal(reader, $"The document is nested more than {MaxDepth} elements deep.");
            if (nodes > MaxNodes)
                throw Refusal(reader, $"The document has more than {MaxNodes} nodes.");
        }
    }

    private static XmlException Refusal(XmlReader reader, string message)
    {
        var at = (IXmlLineInfo)reader;
        return new XmlException(message, null, at.LineNumber, at.LinePosition);
    }
}
