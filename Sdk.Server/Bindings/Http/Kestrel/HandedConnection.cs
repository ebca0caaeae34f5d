using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings.Http.Kestrel;

/// <summary>
/// A connection as Kestrel sees it. It has pipes of its own, with a pump for each direction, because Kestrel goes on writing for a moment after an abort.
/// </summary>
internal sealed class HandedConnection : ConnectionContext, IMemoryPoolFeature
{
    // How long a peer may take to close its side after the last answer.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    private readonly HttpConnection _connection;
    private readonly Transport _transport;
    private readonly PipeWriter _received;
    private readonly PipeReader _toSend;
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal HandedConnection(HttpConnection connection)
    {
        _connection = connection;
        _transport = connection.Transport;
        var (fromPeer, toPeer) = (new Pipe(), new Pipe());
        (_received, _toSend) = (fromPeer.Writer, toPeer.Reader);
        Transport = new Duplex(fromPeer.Reader, toPeer.Writer);
        ConnectionClosed = _closed.Token;
        ConnectionId = connection.Session.Number.ToString(CultureInfo.InvariantCulture);
        if (connection.Socket is { AddressFamily: not AddressFamily.Unix } socket)
            (LocalEndPoint, RemoteEndPoint) = (socket.LocalEndPoint, socket.RemoteEndPoint);
        if (_transport is TlsTransport tls)
            new HandedTls(tls.Stream).AddTo(Features);
        Features.Set<IMemoryPoolFeature>(this);
        Features.Set(connection);
    }

    /// <summary>What an HTTP/2 connection begins with.</summary>
    internal static ReadOnlySpan<byte> Preface => "PRI "u8;

    /// <inheritdoc/>
    public override string ConnectionId { get; set; }

    /// <inheritdoc/>
    public override IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc/>
    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    /// <inheritdoc/>
    public override IDuplexPipe Transport { get; set; }

    /// <inheritdoc/>
    public MemoryPool<byte> MemoryPool => MemoryPool<byte>.Shared;

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason) => _transport.Abort();

    /// <summary>Kestrel is done with it.</summary>
    public override async ValueTask DisposeAsync()
    {
        await Transport.Output.CompleteAsync().ConfigureAwait(false);
        await Transport.Input.CompleteAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
        _released.TrySetResult();
    }

    /// <summary>Moves bytes both ways until both sides have ended.</summary>
    /// <param name="first">The bytes that were received before.</param>
    internal async Task PumpAsync(ReadOnlyMemory<byte> first)
    {
        var receiving = ReceiveAsync(first);
        await SendAsync().ConfigureAwait(false);
        _transport.EndSend();
        try
        {
            await receiving.WaitAsync(Linger, _connection.Core.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _transport.Abort();
            await receiving.ConfigureAwait(false);
        }

        await _released.Task.ConfigureAwait(false);
        _closed.Dispose();
    }

    private async Task ReceiveAsync(ReadOnlyMemory<byte> first)
    {
        try
        {
            var taken = await _received.WriteAsync(first).ConfigureAwait(false);
            while (!taken.IsCompleted)
            {
                // With no buffer until there is something to receive: an idle connection holds no memory.
                await _transport.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false);
                var count = await _transport.ReceiveAsync(_received.GetMemory()).ConfigureAwait(false);
                if (count == 0)
                    break;
                _received.Advance(count);
                taken = await _received.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // The peer is away: Kestrel sees the end.
        }

        await _received.CompleteAsync().ConfigureAwait(false);
        await _closed.CancelAsync().ConfigureAwait(false);
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                var written = await _toSend.ReadAsync().ConfigureAwait(false);
                foreach (var piece in written.Buffer)
                    await _transport.SendAsync(piece).ConfigureAwait(false);
                _toSend.AdvanceTo(written.Buffer.End);
                if (written.IsCompleted)
                    break;
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // The peer is away: what Kestrel writes still is dropped.
            _transport.Abort();
        }

        await _toSend.CompleteAsync().ConfigureAwait(false);
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
