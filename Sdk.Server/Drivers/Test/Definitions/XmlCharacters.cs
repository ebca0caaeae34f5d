using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Which texts a document can hold: callers give some that are put into one.</summary>
internal static class XmlCharacters
{
    /// <summary>What is wrong with a text; null when a document can hold it.</summary>
    public static string? FaultOf(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return null;
        }
        catch (XmlException)
        {
            return "The text contains a character that no document can hold.";
        }
    }
}
