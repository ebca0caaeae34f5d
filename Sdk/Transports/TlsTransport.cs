using System.Net.Security;
using System.Net.Sockets;

namespace Virtwire.Sdk.Transports;

/// <summary>A connection through TLS, whose handshake is done.</summary>
internal sealed class TlsTransport : Transport
{
    private readonly SocketTransport _socket;
    private int _ended;

    /// <summary>Takes over both.</summary>
    public TlsTransport(SocketTransport socket, SslStream stream)
    {
        (_socket, Stream) = (socket, stream);
        EndPoint = "tls" + socket.EndPoint[socket.EndPoint.IndexOf(':', StringComparison.Ordinal)..];
    }

    /// <summary>The stream itself, for who needs to know what was agreed on.</summary>
    public SslStream Stream { get; }

    /// <summary>The socket underneath.</summary>
    public Socket Socket => _socket.Socket;

    /// <inheritdoc/>
    public override string EndPoint { get; }

    /// <inheritdoc/>
    public override bool HasUnread => _socket.HasUnread;

    /// <inheritdoc/>
    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer) => Stream.ReadAsync(buffer);

    /// <inheritdoc/>
    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => Stream.WriteAsync(bytes);

    /// <inheritdoc/>
    public override void EndSend() => _ = EndSendAsync();

    /// <inheritdoc/>
    public override void Abort() => _socket.Abort();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _ = EndAsync();

    private async Task EndAsync()
    {
        await EndSendAsync().ConfigureAwait(false);
        _socket.Dispose();
        await Stream.DisposeAsync().ConfigureAwait(false);
    }

    // The peer must be able to tell an end from one that somebody on the way has made.
    private async Task EndSendAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        try
        {
            await Stream.ShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer is away already, and needs no telling.
        }

        _socket.EndSend();
    }
}
