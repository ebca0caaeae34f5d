using System.Buffers;

namespace Virtwire.Sdk.Wire.Text;

/// <summary>The <c>URI</c> rule of RFC 3986, appendix A: syntax only, no scheme's own rules.</summary>
internal static class UriSyntax
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string UnreservedAndSubDelimiters = Letters + Digits + "-._~" + "!$&'()*+,;=";

    private static readonly SearchValues<char> Scheme = SearchValues.Create(Letters + Digits + "+-.");
    private static readonly SearchValues<char> UserInfo = SearchValues.Create(UnreservedAndSubDelimiters + ":");
    private static readonly SearchValues<char> RegisteredName = SearchValues.Create(UnreservedAndSubDelimiters);
    private static readonly SearchValues<char> Path = SearchValues.Create(UnreservedAndSubDelimiters + ":@/");
    private static readonly SearchValues<char> QueryOrFragment = SearchValues.Create(UnreservedAndSubDelimiters + ":@/?");

    public static bool IsUri(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(Scheme))
            return false;
        var rest = text[(colon + 1)..];

        var hash = rest.IndexOf('#');
        if (hash >= 0 && !IsEncoded(rest[(hash + 1)..], QueryOrFragment))
            return false;
        rest = hash >= 0 ? rest[..hash] : rest;

        var question = rest.IndexOf('?');
        if (question >= 0 && !IsEncoded(rest[(question + 1)..], QueryOrFragment))
            return false;
        rest = question >= 0 ? rest[..question] : rest;

        if (!rest.StartsWith("//"))
            return IsEncoded(rest, Path);
        rest = rest[2..];
        var slash = rest.IndexOf('/');
        var authority = slash >= 0 ? rest[..slash] : rest;
        return IsAuthority(authority) && (slash < 0 || IsEncoded(rest[slash..], Path));
    }

    private static bool IsAuthority(ReadOnlySpan<char> authority)
    {
        var at = authority.IndexOf('@');
        if (at >= 0 && !IsEncoded(authority[..at], UserInfo))
            return false;
        var host = authority[(at + 1)..];

        if (host.StartsWith('['))
        {
            var end = host.IndexOf(']');
            return end > 0 && IsLiteral(host[1..end]) && IsPort(host[(end + 1)..]);
        }

        var colon = host.IndexOf(':');
        return colon < 0 ? IsEncoded(host, RegisteredName) : IsEncoded(host[..colon], RegisteredName) && IsPort(host[colon..]);
    }

    private static bool IsPort(ReadOnlySpan<char> port) =>
        port.IsEmpty || (port[0] == ':' && !port[1..].ContainsAnyExceptInRange('0', '9'));

    private static bool IsLiteral(ReadOnlySpan<char> address)
    {
        if (address.IsEmpty || (address[0] | 0x20) != 'v')
            return TextFormats.IsIPv6(address);
        var dot = address.IndexOf('.');
        return dot > 1 && dot + 1 < address.Length && IsHex(address[1..dot]) && !address[(dot + 1)..].ContainsAnyExcept(UserInfo);
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

    private static bool IsEncoded(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        for (var next = text.IndexOfAnyExcept(allowed); next >= 0; next = text.IndexOfAnyExcept(allowed))
        {
            if (text[next] != '%' || next + 2 >= text.Length || !char.IsAsciiHexDigit(text[next + 1]) || !char.IsAsciiHexDigit(text[next + 2]))
                return false;
            text = text[(next + 3)..];
        }

        return true;
    }
}
