using System.Xml;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking.Values;

/// <summary>The named formats of strings.</summary>
internal static class Formats
{
    public static bool IsMatch(string format, string text) => format switch
    {
        StringFormats.HostName => IsHostName(text),
        StringFormats.IPv4 => Addresses.IsIPv4(text),
        StringFormats.IPv6 => Addresses.IsIPv6(text),
        StringFormats.Mac => IsMac(text),
        StringFormats.Xml => IsXml(text),
        // A word that is no format was reported when the document was read.
        _ => true,
    };

    private static bool IsHostName(string text) => text.Length is > 0 and <= 253 && text.Split('.').All(static label =>
        label.Length is > 0 and <= 63
        && label[0] != '-'
        && label[label.Length - 1] != '-'
        && label.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-'));

    private static bool IsMac(string text)
    {
        var pairs = text.Split(':');
        return pairs.Length == 6 && pairs.All(static pair =>
            pair.Length == 2 && pair.All(Addresses.IsHex));
    }

    private static bool IsXml(string text)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(new StringReader(text), settings);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
