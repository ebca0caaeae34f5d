using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>Where a server listens: <c>unix:///path</c>, <c>tcp://host:port</c> or <c>tls://host:port</c>.</summary>
internal abstract record ListenAddress
{
    private const string Unix = "unix://";
    private const string Tcp = "tcp://";
    private const string Tls = "tls://";

    private ListenAddress()
    {
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is none; the message says what is wrong and what would be right.</exception>
    public static ListenAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(Unix, StringComparison.Ordinal))
            return ParsePath(text);
        if (text.StartsWith(Tcp, StringComparison.Ordinal))
            return ParseHostAndPort(text, Tcp);
        if (text.StartsWith(Tls, StringComparison.Ordinal))
            return ParseHostAndPort(text, Tls);
        throw new ArgumentException($"'{text}' is no address to listen on. Write unix:///path/to/socket, tcp://127.0.0.1:port or tls://0.0.0.0:port.");
    }

    private static UnixPath ParsePath(string text)
    {
        var path = text[Unix.Length..];
        if (!path.StartsWith('/') || path.EndsWith('/') || path.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"'{text}' names no socket file. Write an absolute path: unix:///run/virtwire.sock.");
        return new UnixPath(path);
    }

    private static TcpPort ParseHostAndPort(string text, string scheme)
    {
        var isTls = scheme == Tls;
        var authority = text[scheme.Length..].TrimEnd('/');
        var colon = authority.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            throw new ArgumentException($"'{text}' has no port. Write {scheme}127.0.0.1:54321; port 0 takes a free one.");
        var host = authority[..colon];
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return new TcpPort(IPAddress.Loopback, port, isTls);
        if (IPAddress.TryParse(host, out var address) && (address.AddressFamily == AddressFamily.InterNetwork || host.StartsWith('[')))
            return new TcpPort(address, port, isTls);
        throw new ArgumentException($"'{host}' in '{text}' is no address of this host. Write an IPv4 address, an IPv6 address in brackets, or localhost.");
    }

    /// <summary>A unix socket.</summary>
    internal sealed record UnixPath(string Path) : ListenAddress
    {
        /// <inheritdoc/>
        public override string ToString() => Unix + Path;
    }

    /// <summary>A TCP port, in clear text or through TLS.</summary>
    internal sealed record TcpPort(IPAddress Address, int Port, bool IsTls) : ListenAddress
    {
        /// <inheritdoc/>
        public override string ToString() => (IsTls ? Tls : Tcp) + new IPEndPoint(Address, Port);
    }
}
