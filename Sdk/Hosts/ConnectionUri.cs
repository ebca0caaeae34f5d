using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Hosts;

namespace Virtwire.Sdk;

/// <summary>How a connection URI reaches its server.</summary>
public enum UriTransport
{
    /// <summary>A server inside this process.</summary>
    Embedded,

    /// <summary>A unix socket of this machine.</summary>
    Unix,

    /// <summary>TCP in clear text.</summary>
    Tcp,

    /// <summary>TCP through TLS.</summary>
    Tls,
}

/// <summary>How messages are told apart on a connection.</summary>
public enum UriFraming
{
    /// <summary>One message a line.</summary>
    Lines,

    /// <summary>A header with Content-Length before each message.</summary>
    Headers,

    /// <summary>STOMP 1.2: each message in a frame, with heart-beats both ways.</summary>
    Stomp,
}

/// <summary>
/// A connection URI, taken apart: <c>driver[+transport]://[user@][host][:port]/path[?query]</c>, such as
/// <c>test:///default</c>, <c>qemu:///system</c>, <c>qemu+unix:///system?socket=/run/v.sock</c>,
/// <c>qemu+tls://node1.example/system?readonly=1</c> or <c>qemu+stomp+tls://node1.example/system</c>.
/// </summary>
/// <remarks>
/// Query: <c>socket=</c> a unix socket's path, <c>framing=lines|headers|stomp</c>, <c>readonly=0|1</c>; with <c>+tls</c> files in PEM: <c>ca=</c> the authorities that vouch
/// for the server (the system's where it is left out), <c>cert=</c> and <c>key=</c> what the client proves itself with. A transport that begins with
/// <c>stomp+</c> says <c>framing=stomp</c>.
/// Without a transport <c>test</c> is embedded, and every other driver is one of the local daemon.
/// </remarks>
public sealed record ConnectionUri
{
    /// <summary>The port where daemons listen.</summary>
    public const int DefaultPort = 54321;

    /// <summary>The environment's variable that holds the URI to use where none is given.</summary>
    public const string Variable = "VIRTWIRE_URI";

    internal ConnectionUri()
    {
    }

    /// <summary>The driver: <c>qemu</c>; null leaves it to the server.</summary>
    public string? Driver { get; internal init; }

    /// <summary>How the server is reached.</summary>
    public UriTransport Transport { get; internal init; }

    /// <summary>The user name before the host; null for none.</summary>
    public string? User { get; internal init; }

    /// <summary>The host's name or address, an IPv6 address without brackets; null where the server is on this machine.</summary>
    public string? Host { get; internal init; }

    /// <summary>The port.</summary>
    public int Port { get; internal init; } = DefaultPort;

    /// <summary>What the driver is to open: <c>/system</c>.</summary>
    public string Path { get; internal init; } = "/";

    /// <summary>The unix socket's path; null for the daemon's default.</summary>
    public string? Socket { get; internal init; }

    /// <summary>A file with the authorities that vouch for the server; null for the system's.</summary>
    public string? AuthorityFile { get; internal init; }

    /// <summary>A file with the client's certificate; null for none.</summary>
    public string? CertificateFile { get; internal init; }

    /// <summary>A file with the private key of that certificate; null where it stands in the same file.</summary>
    public string? KeyFile { get; internal init; }

    /// <summary>How messages are told apart.</summary>
    public UriFraming Framing { get; internal init; }

    /// <summary>Whether the connection is to change nothing.</summary>
    public bool ReadOnly { get; internal init; }

    /// <summary>What the server is asked to open: <c>qemu:///system</c>; null leaves it to the server.</summary>
    public string? DriverUri => Driver is null ? null : $"{Driver}://{Path}";

    /// <summary>The URI to use where none is given: that of <see cref="Variable"/>, else the local daemon's first driver.</summary>
    /// <exception cref="ConnectionUriException">The variable holds no connection URI.</exception>
    public static ConnectionUri Default() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri
        ? Parse(uri)
        : new ConnectionUri { Transport = UriTransport.Unix };

    /// <summary>Takes a URI apart.</summary>
    /// <exception cref="ConnectionUriException">It is none.</exception>
    public static ConnectionUri Parse(string uri) => new ConnectionUriReader(uri).Read();

    /// <summary>Takes a URI apart; false where it is none.</summary>
    public static bool TryParse(string uri, [NotNullWhen(true)] out ConnectionUri? result)
    {
        try
        {
            result = Parse(uri);
            return true;
        }
        catch (ConnectionUriException)
        {
            result = null;
            return false;
        }
    }

    /// <summary>The URI in its plainest form.</summary>
    public override string ToString() => ConnectionUriWriter.Write(this);
}
