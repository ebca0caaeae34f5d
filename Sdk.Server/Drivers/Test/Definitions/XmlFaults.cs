using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>The refusals of documents: what is wrong, and where.</summary>
internal static class XmlFaults
{
    /// <summary>Refuses a document because of one of its elements.</summary>
    public static XmlInvalidException At(XmlElement element, string message)
    {
        var at = (PositionedElement)element;
        return Refusal(message, at.Line, at.Column, element.PathFromRoot());
    }

    /// <summary>Refuses a text that is no document that may be read.</summary>
    public static XmlInvalidException Unreadable(XmlException fault) =>
        Refusal(fault.Message, fault.LineNumber, fault.LinePosition, element: null);

    // An empty text is at fault nowhere; its beginning will do.
    private static XmlInvalidException Refusal(string message, int line, int column, string? element) => new(
        message,
        new XmlInvalidDetails { Line = Math.Max(1, line), Column = Math.Max(1, column), Element = element });
}
