using System.Xml;

namespace Virtwire.Sdk.Wire;

/// <summary>Checks text against its format.</summary>
internal static class TextFormats
{
    private const int MostHostName = 253;
    private const int MostLabel = 63;
    private const int MacLength = 17;

    /// <summary>Whether the text is of the format.</summary>
    public static bool IsValid(string text, TextFormat format) => format switch
    {
        TextFormat.HostName => IsHostName(text),
        TextFormat.IPv4 => IsIPv4(text),
        TextFormat.IPv6 => IsIPv6(text),
        TextFormat.Mac => IsMac(text),
        TextFormat.Xml => IsXml(text),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
    };

    /// <summary>The format in words that follow <c>must be</c>.</summary>
    public static string Describe(TextFormat format) => format switch
    {
        TextFormat.HostName => "a host name of RFC 1123",
        TextFormat.IPv4 => "a dotted IPv4 address",
        TextFormat.IPv6 => "an IPv6 address",
        TextFormat.Mac => "a MAC address: six hexadecimal pairs with colons",
        _ => "a well-formed XML document without a document type declaration",
    };

    /// <summary>Whether the text is an <c>IPv6address</c> of RFC 3986, which has no zone.</summary>
    public static bool IsIPv6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
            return Groups(text, mayEndInIPv4: true) == 8;
        var before = Groups(text[..gap], mayEndInIPv4: false);
        var after = Groups(text[(gap + 2)..], mayEndInIPv4: true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    private static bool IsIPv4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9') || (part.Length > 1 && part[0] == '0'))
                return false;
            if (part.Length == 3 && part.CompareTo("255", StringComparison.Ordinal) > 0)
                return false;
            parts++;
        }

        return parts == 4;
    }

    /// <summary>How many 16-bit groups stand in the text, a trailing IPv4 address as two; -1 where something else stands there.</summary>
    private static int Groups(ReadOnlySpan<char> text, bool mayEndInIPv4)
    {
        if (text.IsEmpty)
            return 0;
        var groups = 0;
        while (true)
        {
            var colon = text.IndexOf(':');
            var group = colon < 0 ? text : text[..colon];
            if (colon < 0 && mayEndInIPv4 && group.Contains('.'))
                return IsIPv4(group) ? groups + 2 : -1;
            if (group.Length is 0 or > 4 || !IsHex(group))
                return -1;
            groups++;
            if (colon < 0)
                return groups;
            text = text[(colon + 1)..];
        }
    }

    private static bool IsHostName(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MostHostName)
            return false;
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.Length is 0 or > MostLabel || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return false;
            }
        }

        return true;
    }

    private static bool IsMac(ReadOnlySpan<char> text)
    {
        if (text.Length != MacLength)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i % 3 == 2 ? text[i] != ':' : !char.IsAsciiHexDigit(text[i]))
                return false;
        }

        return true;
    }

    private static bool IsXml(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
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

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }

        return true;
    }
}
