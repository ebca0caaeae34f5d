using System.Globalization;

namespace Virtwire.Sdk.Schema.Linking.Values;

/// <summary>Addresses of the Internet Protocol as RFC 3986 writes them: .NET's own parser also takes brackets, zones and other forms.</summary>
internal static class Addresses
{
    public static bool IsIPv4(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && parts.All(static part =>
            part.Length is > 0 and <= 3
            && (part.Length == 1 || part[0] != '0')
            && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var octet)
            && octet <= 255);
    }

    public static bool IsIPv6(string text)
    {
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
            return Groups(text, mayEndInIPv4: true) == 8;
        var before = Groups(text.Substring(0, gap), mayEndInIPv4: false);
        var after = Groups(text.Substring(gap + 2), mayEndInIPv4: true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    public static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    // How many groups of 16 bits stand in the text, an IPv4 address at its end as two; −1 where something else stands there.
    private static int Groups(string text, bool mayEndInIPv4)
    {
        if (text.Length == 0)
            return 0;
        var groups = text.Split(':');
        var last = groups[groups.Length - 1];
        var endsInIPv4 = mayEndInIPv4 && IsIPv4(last);
        var isValid = groups.Take(endsInIPv4 ? groups.Length - 1 : groups.Length).All(static g => g.Length is > 0 and <= 4 && g.All(IsHex));
        return !isValid ? -1 : endsInIPv4 ? groups.Length + 1 : groups.Length;
    }
}
