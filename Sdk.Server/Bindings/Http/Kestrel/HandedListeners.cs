using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Virtwire.Sdk.Server.Bindings.Http.Kestrel;

/// <summary>
/// What Kestrel takes for its listeners: two channels. One endpoint of Kestrel's cannot serve both HTTP/1.1 and HTTP/2 in clear text, so there are two of them, and
/// the first bytes say which is meant.
/// </summary>
internal sealed class HandedListeners : IConnectionListenerFactory
{
    /// <summary>The endpoint of HTTP/1.1. Nothing listens there.</summary>
    internal static readonly IPEndPoint Http1 = new(IPAddress.Loopback, 1);

    /// <summary>The endpoint of HTTP/2. Nothing listens there.</summary>
    internal static readonly IPEndPoint Http2 = new(IPAddress.Loopback, 2);

    private readonly Channel<ConnectionContext> _http1 = Channel.CreateUnbounded<ConnectionContext>();
    private readonly Channel<ConnectionContext> _http2 = Channel.CreateUnbounded<ConnectionContext>();

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new(new Listener(endpoint, endpoint.Equals(Http2) ? _http2 : _http1));

    /// <summary>Hands over a connection; false when no more are taken.</summary>
    internal bool TryHand(ConnectionContext connection, bool isHttp2) => (isHttp2 ? _http2 : _http1).Writer.TryWrite(connection);

    private sealed class Listener(EndPoint endPoint, Channel<ConnectionContext> connections) : IConnectionListener
    {
        public EndPoint EndPoint => endPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await connections.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (connections.Reader.TryRead(out var connection))
                    return connection;
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            connections.Writer.TryComplete();
            return default;
        }

        public ValueTask DisposeAsync() => default;
    }
}
