using System.Globalization;

namespace Virtwire.Sdk.Hosts;

/// <summary>Writes a connection URI so that reading it gives an equal one; what goes without saying is left out.</summary>
internal static class ConnectionUriWriter
{
    public static string Write(ConnectionUri uri)
    {
        var query = string.Join('&', Query(uri));
        return $"{uri.Driver ?? "default"}{Transport(uri)}://{Authority(uri)}{uri.Path}{(query.Length > 0 ? "?" + query : "")}";
    }

    private static string Transport(ConnectionUri uri)
    {
        var name = uri.Transport switch
        {
            UriTransport.Tcp => "tcp",
            UriTransport.Tls => "tls",
            _ => "unix",
        };
        if (uri.Transport == UriTransport.Embedded)
            return "";
        if (uri.Framing == UriFraming.Stomp)
            return $"+{ConnectionUriReader.StompPrefix}{name}";
        return uri.Transport == UriTransport.Unix && uri.Driver is not (null or ConnectionUriReader.EmbeddedDriver) ? "" : $"+{name}";
    }

    private static string Authority(ConnectionUri uri)
    {
        if (uri.Host is null)
            return "";
        var user = uri.User is null ? "" : uri.User + "@";
        var host = uri.Host.Contains(':', StringComparison.Ordinal) ? $"[{uri.Host}]" : uri.Host;
        var port = uri.Port == ConnectionUri.DefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}");
        return user + host + port;
    }

    private static IEnumerable<string> Query(ConnectionUri uri)
    {
        foreach (var (key, path) in new[] { ("socket", uri.Socket), ("ca", uri.AuthorityFile), ("cert", uri.CertificateFile), ("key", uri.KeyFile) })
        {
            if (path is not null)
                yield return $"{key}={Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}";
        }

        if (uri.Framing == UriFraming.Headers)
            yield return "framing=headers";
        if (uri.Framing == UriFraming.Stomp && uri.Transport == UriTransport.Embedded)
            yield return "framing=stomp";
        if (uri.ReadOnly)
            yield return "readonly=1";
    }
}
