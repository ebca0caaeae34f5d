namespace Virtwire.Sdk.Schema.Linking.Values;

/// <summary>
/// The <c>URI</c> rule of RFC 3986, appendix A: syntax only, no scheme's own rules. The codecs have the same rule in UTF-8 and spans, which
/// this library does not know; a test holds the two together.
/// </summary>
internal static class Uris
{
    private const string Unreserved = "-._~";
    private const string SubDelimiters = "!$&'()*+,;=";
    private const string UserInfo = Unreserved + SubDelimiters + ":";
    private const string RegisteredName = Unreserved + SubDelimiters;
    private const string Path = Unreserved + SubDelimiters + ":@/";
    private const string QueryOrFragment = Path + "?";

    public static bool IsValid(string text)
    {
        var colon = text.IndexOf(':');
        if (colon < 1 || !IsLetter(text[0]) || !IsMadeOf(text.Substring(0, colon), "+-."))
            return false;
        var (beforeFragment, fragment) = Cut(text.Substring(colon + 1), '#');
        var (hierarchy, query) = Cut(beforeFragment, '?');
        if (!IsEncoded(fragment, QueryOrFragment) || !IsEncoded(query, QueryOrFragment))
            return false;
        if (!hierarchy.StartsWith("//", StringComparison.Ordinal))
            return IsEncoded(hierarchy, Path);
        var slash = hierarchy.IndexOf('/', 2);
        return slash < 0
            ? IsAuthority(hierarchy.Substring(2))
            : IsAuthority(hierarchy.Substring(2, slash - 2)) && IsEncoded(hierarchy.Substring(slash), Path);
    }

    private static bool IsAuthority(string authority)
    {
        var at = authority.IndexOf('@');
        if (at >= 0 && !IsEncoded(authority.Substring(0, at), UserInfo))
            return false;
        var host = authority.Substring(at + 1);
        if (host.StartsWith("[", StringComparison.Ordinal))
        {
            var end = host.IndexOf(']');
            return end > 0 && IsLiteral(host.Substring(1, end - 1)) && IsPort(host.Substring(end + 1));
        }

        var colon = host.IndexOf(':');
        return colon < 0
            ? IsEncoded(host, RegisteredName)
            : IsEncoded(host.Substring(0, colon), RegisteredName) && IsPort(host.Substring(colon));
    }

    private static bool IsPort(string port) => port.Length == 0 || (port[0] == ':' && port.Skip(1).All(IsDigit));

    private static bool IsLiteral(string address)
    {
        if (address.Length == 0 || address[0] is not ('v' or 'V'))
            return Addresses.IsIPv6(address);
        var dot = address.IndexOf('.');
        return dot > 1
            && dot + 1 < address.Length
            && address.Substring(1, dot - 1).All(Addresses.IsHex)
            && IsMadeOf(address.Substring(dot + 1), UserInfo);
    }

    // What stands before the mark and what behind it; nothing where there is none.
    private static (string Before, string After) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark);
        return at < 0 ? (text, "") : (text.Substring(0, at), text.Substring(at + 1));
    }

    private static bool IsEncoded(string text, string others)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsPlain(text[i], others))
                continue;
            if (text[i] != '%' || i + 2 >= text.Length || !Addresses.IsHex(text[i + 1]) || !Addresses.IsHex(text[i + 2]))
                return false;
            i += 2;
        }

        return true;
    }

    private static bool IsMadeOf(string text, string others) => text.All(c => IsPlain(c, others));

    private static bool IsPlain(char c, string others) => IsLetter(c) || IsDigit(c) || others.IndexOf(c) >= 0;

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
