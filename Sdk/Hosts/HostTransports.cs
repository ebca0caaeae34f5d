using System.Net;
using System.Net.Sockets;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Hosts;

/// <summary>Connects to what a connection URI names.</summary>
internal static class HostTransports
{
    /// <summary>A connected transport.</summary>
    /// <exception cref="ConnectionFailedException">Nobody answers there.</exception>
    public static async ValueTask<Transport> ConnectAsync(ConnectionUri uri, CancellationToken cancellationToken)
    {
        if (uri.Transport == UriTransport.Embedded)
            return await EmbeddedHostLocator.Locate(uri).ConnectAsync(uri, cancellationToken).ConfigureAwait(false);

        var endPoint = EndPointOf(uri);
        try
        {
            var socket = await SocketTransport.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return uri.Transport == UriTransport.Tls ? await ClientTls.SecureAsync(socket, uri, cancellationToken).ConfigureAwait(false) : socket;
        }
        catch (SocketException failure)
        {
            throw new ConnectionFailedException(
                $"Cannot connect to {SocketTransport.Describe(endPoint)}: {Reason(endPoint, failure)}", failure);
        }
    }

    /// <summary>The framing that a URI or its options ask for.</summary>
    public static MessageFraming FramingOf(ConnectionUri uri, HostConnectionOptions options) => (options.Framing ?? uri.Framing) switch
    {
        UriFraming.Headers => new HeaderFraming(options.MaxMessageBytes),
        UriFraming.Stomp => new StompClientFraming(options.MaxMessageBytes, uri.Host ?? "/", HeartBeatsOf(options)),
        _ => new LineFraming(options.MaxMessageBytes),
    };

    private static StompHeartBeats HeartBeatsOf(HostConnectionOptions options)
    {
        var every = (int)Math.Clamp(options.HeartBeat.TotalMilliseconds, 0, int.MaxValue);
        return new StompHeartBeats(every, every);
    }

    private static EndPoint EndPointOf(ConnectionUri uri)
    {
        if (uri.Transport is UriTransport.Tcp or UriTransport.Tls)
            return IPAddress.TryParse(uri.Host, out var address) ? new IPEndPoint(address, uri.Port) : new DnsEndPoint(uri.Host!, uri.Port);

        var path = uri.Socket ?? DaemonSocket.DefaultPath() ?? throw new ConnectionFailedException(
            "There is no default socket to connect to, because XDG_RUNTIME_DIR is not set. " +
            "Name the daemon's socket in the connection URI: ?socket=/path.");
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentOutOfRangeException tooLong)
        {
            throw new ConnectionFailedException($"The socket's path '{path}' is longer than the system allows.", tooLong);
        }
    }

    private static string Reason(EndPoint endPoint, SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressNotAvailable when endPoint is UnixDomainSocketEndPoint => "there is no such socket. Does the daemon run?",
        SocketError.ConnectionRefused => "nobody listens there. Does the daemon run?",
        SocketError.AccessDenied => "this user may not.",
        SocketError.HostNotFound => "the host's name is not known.",
        _ => $"{failure.Message}.",
    };
}
