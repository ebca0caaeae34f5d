using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings.Http.WebSockets;

/// <summary>
/// A WebSocket as a stream of bytes. A subclass says what its messages are to that stream. It is closed in two steps: disposing of it ends
/// reading, and leaves the WebSocket open for <see cref="CloseAsync"/> to say why.
/// </summary>
/// <param name="socket">The WebSocket, which whoever accepted it disposes of.</param>
/// <param name="endPoint">Where the peer is.</param>
[SuppressMessage("Reliability", "CA2213", Justification = "Belongs to whoever accepted it.")]
internal abstract class WebSocketTransport(WebSocket socket, string endPoint) : Transport
{
    private const int ChunkBytes = 8 * 1024;
    private const int MostReasonBytes = 123;
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private Task<ValueWebSocketReceiveResult>? _receiving;
    private ArrayBufferWriter<byte> _received = new();
    private int _taken;
    private bool _ended;

    /// <inheritdoc/>
    public override string EndPoint => endPoint;

    /// <summary>Whether the peer has said that it closes.</summary>
    internal bool PeerHasClosed { get; private set; }

    /// <summary>What the peer has done that it may not; null for nothing.</summary>
    internal (WebSocketCloseStatus Status, string Reason)? Fault { get; private set; }

    /// <summary>The WebSocket.</summary>
    protected WebSocket Socket => socket;

    /// <inheritdoc/>
    public sealed override async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        while (_taken == _received.WrittenCount)
        {
            Recycle();
            if (_ended || !await ReceiveMoreAsync().ConfigureAwait(false))
                return 0;
        }

        var count = Math.Min(buffer.Length, _received.WrittenCount - _taken);
        _received.WrittenSpan.Slice(_taken, count).CopyTo(buffer.Span);
        _taken += count;
        return count;
    }

    /// <inheritdoc/>
    public sealed override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await SendMessagesAsync(bytes).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            throw new IOException($"The WebSocket is closed: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public override void EndSend()
    {
        // A WebSocket is closed both ways or not at all.
    }

    /// <inheritdoc/>
    public override void Abort()
    {
        socket.Abort();
        _closed.TrySetResult();
    }

    /// <summary>Tells the peer why the WebSocket is closed, and waits for it to agree, but not for long. Nothing is sent or received any more.</summary>
    internal async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        using var limit = new CancellationTokenSource(CloseTime);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, Short(reason), limit.Token).ConfigureAwait(false);
            while (socket.State == WebSocketState.CloseSent)
            {
                var receiving = _receiving ?? socket.ReceiveAsync(_chunk.AsMemory(), limit.Token).AsTask();
                _receiving = null;
                await receiving.WaitAsync(limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    /// <summary>Sends bytes as messages.</summary>
    protected abstract ValueTask SendMessagesAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Takes a part of a message.</summary>
    /// <param name="part">The part.</param>
    /// <param name="type">Whether it is text.</param>
    /// <param name="isEnd">Whether it is the last part.</param>
    protected abstract void OnReceived(ReadOnlySpan<byte> part, WebSocketMessageType type, bool isEnd);

    /// <summary>Adds bytes to the stream that is read here.</summary>
    protected void Add(ReadOnlySpan<byte> bytes) => _received.Write(bytes);

    /// <summary>The peer has done what it may not: nothing more is read.</summary>
    protected void Refuse(WebSocketCloseStatus status, string reason)
    {
        Fault = (status, reason);
        _ended = true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _closed.TrySetResult();

    private async ValueTask<bool> ReceiveMoreAsync()
    {
        // One receive at a time: that of a reader who has been told to stop goes on, and sees the peer's close.
        _receiving ??= socket.ReceiveAsync(_chunk.AsMemory(), CancellationToken.None).AsTask();
        if (!_receiving.IsCompleted)
        {
            await Task.WhenAny(_receiving, _closed.Task).ConfigureAwait(false);
            if (!_receiving.IsCompleted)
                throw new IOException("The WebSocket has been closed here.");
        }

        ValueWebSocketReceiveResult received;
        try
        {
            received = await _receiving.ConfigureAwait(false);
        }
        catch (WebSocketException failure)
        {
            throw new IOException(failure.Message, failure);
        }

        _receiving = null;
        if (received.MessageType == WebSocketMessageType.Close)
        {
            PeerHasClosed = _ended = true;
            return false;
        }

        OnReceived(_chunk.AsSpan(0, received.Count), received.MessageType, received.EndOfMessage);
        return !_ended;
    }

    // What has been read needs no memory, and an idle connection holds no large buffer.
    private void Recycle()
    {
        if (_received.Capacity > 2 * ChunkBytes)
            _received = new ArrayBufferWriter<byte>();
        else
            _received.ResetWrittenCount();
        _taken = 0;
    }

    private static string Short(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > MostReasonBytes)
            reason = reason[..^1];
        return reason;
    }
}
