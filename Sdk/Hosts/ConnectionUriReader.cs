using System.Globalization;
using System.Net;

namespace Virtwire.Sdk.Hosts;

/// <summary>Reads a connection URI. Every way to get one wrong has a sentence of its own.</summary>
/// <param name="uri">The URI.</param>
internal sealed class ConnectionUriReader(string uri)
{
    /// <summary>The driver that needs no daemon.</summary>
    public const string EmbeddedDriver = "test";

    /// <summary>What stands before a transport on which STOMP is spoken.</summary>
    public const string StompPrefix = "stomp+";

    private readonly ConnectionUriQuery _query = new(uri);

    public ConnectionUri Read()
    {
        var schemeEnd = uri.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0)
            throw Wrong("It has no '://'. Write driver:///path, such as qemu:///system.");
        if (uri.Contains('#', StringComparison.Ordinal))
            throw Wrong("A '#' has no meaning in it.");

        var rest = uri[(schemeEnd + 3)..];
        var queryStart = rest.IndexOf('?', StringComparison.Ordinal);
        if (queryStart >= 0)
            _query.Read(rest[(queryStart + 1)..]);
        var beforeQuery = queryStart < 0 ? rest : rest[..queryStart];

        var pathStart = beforeQuery.IndexOf('/', StringComparison.Ordinal);
        if (pathStart < 0)
            throw Wrong("It has no path. After the host, if there is one, write what to open: /system.");

        var (driver, transport) = Scheme(uri[..schemeEnd]);
        var authority = beforeQuery[..pathStart];
        return Combine(driver, transport, authority, beforeQuery[pathStart..]);
    }

    private ConnectionUri Combine(string driver, string? transport, string authority, string path)
    {
        var framing = _query.Framing ?? UriFraming.Lines;
        if (transport?.StartsWith(StompPrefix, StringComparison.Ordinal) == true)
        {
            if (_query.Framing is not (null or UriFraming.Stomp))
                throw Wrong($"'+{transport}' says that STOMP is spoken, and 'framing' that it is not. Leave one of them out.");
            (framing, transport) = (UriFraming.Stomp, transport[StompPrefix.Length..]);
        }

        var read = new ConnectionUri
        {
            Driver = driver,
            Path = path,
            Framing = framing,
            ReadOnly = _query.ReadOnly,
            AuthorityFile = _query.AuthorityFile,
            CertificateFile = _query.CertificateFile,
            KeyFile = _query.KeyFile,
        };
        if (transport != "tls" && _query.TlsKey is { } key)
            throw Wrong($"'{key}' is for TLS. Leave it out, or write +tls.");
        switch (transport)
        {
            case "tcp" or "tls":
                if (_query.Socket is not null)
                    throw Wrong($"'socket' is for unix sockets. Leave it out, or write +unix instead of +{transport}.");
                return Network(read, transport, authority);
            case null or "unix":
                if (authority.Length > 0 && transport is null)
                    throw Wrong($"It names a host and no transport. Write {driver}+tcp://{authority}{path}.");
                if (authority.Length > 0)
                    throw Wrong("A unix socket is on this machine: leave the host out, and give the path of the socket as ?socket=.");
                var isEmbedded = transport is null && driver == EmbeddedDriver;
                if (isEmbedded && _query.Socket is not null)
                    throw Wrong($"'socket' asks for a daemon, and {driver}:// is inside this process. Write {driver}+unix://.");
                return read with { Transport = isEmbedded ? UriTransport.Embedded : UriTransport.Unix, Socket = _query.Socket };
            default:
                throw Wrong($"The transport '{transport}' is not known. There are unix, tcp and tls.");
        }
    }

    private (string Driver, string? Transport) Scheme(string scheme)
    {
        var plus = scheme.IndexOf('+', StringComparison.Ordinal);
        var driver = (plus < 0 ? scheme : scheme[..plus]).ToLowerInvariant();
        if (driver.Length == 0)
            throw Wrong("It has no driver. Write driver:///path, such as qemu:///system.");
        if (!char.IsAsciiLetter(driver[0]) || driver.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.')))
            throw Wrong($"'{driver}' is no driver's name: that is letters, digits, '-' and '.', a letter first.");
        return (driver, plus < 0 ? null : scheme[(plus + 1)..].ToLowerInvariant());
    }

    private ConnectionUri Network(ConnectionUri read, string transport, string authority)
    {
        var at = authority.LastIndexOf('@');
        if (at == 0)
            throw Wrong("The user name before the '@' is empty.");
        var hostAndPort = authority[(at + 1)..];
        var (host, port) = hostAndPort.StartsWith('[') ? BracketedHost(hostAndPort) : PlainHost(hostAndPort);
        return read with
        {
            Transport = transport == "tls" ? UriTransport.Tls : UriTransport.Tcp,
            User = at < 0 ? null : authority[..at],
            Host = host,
            Port = port is null ? ConnectionUri.DefaultPort : Port(port),
        };
    }

    private (string Host, string? Port) BracketedHost(string text)
    {
        var end = text.IndexOf(']', StringComparison.Ordinal);
        if (end < 0)
            throw Wrong("The ']' after the IPv6 address is missing.");
        var host = text[1..end];
        if (!host.Contains(':', StringComparison.Ordinal) || !IPAddress.TryParse(host, out _))
            throw Wrong($"'{host}' is no IPv6 address.");
        var after = text[(end + 1)..];
        if (after.Length > 0 && after[0] != ':')
            throw Wrong($"After the IPv6 address only a port may stand, not '{after}'.");
        return (host, after.Length == 0 ? null : after[1..]);
    }

    private (string Host, string? Port) PlainHost(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon != text.LastIndexOf(':'))
            throw Wrong("An IPv6 address stands in brackets: [::1].");
        if (text.Length == 0 || colon == 0)
            throw Wrong("TCP needs a host: write the host's name or address after '://'.");
        var host = colon < 0 ? text : text[..colon];
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown)
            throw Wrong($"'{host}' is no host's name or address.");
        return (host, colon < 0 ? null : text[(colon + 1)..]);
    }

    private int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw Wrong($"The port '{text}' is no number from 1 to 65535.");

    private ConnectionUriException Wrong(string reason) => new(uri, reason);
}
