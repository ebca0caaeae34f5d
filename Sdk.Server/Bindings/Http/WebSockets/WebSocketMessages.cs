using System.Buffers;
using System.Buffers.Binary;
using System.Net.WebSockets;

namespace Virtwire.Sdk.Server.Bindings.Http.WebSockets;

/// <summary>A WebSocket each of whose text messages is a message; the others are told apart by a <see cref="WebSocketFraming"/>.</summary>
/// <param name="socket">The WebSocket.</param>
/// <param name="endPoint">Where the peer is.</param>
/// <param name="maxMessageBytes">The length of the longest message that is read. Of a longer one nothing is kept.</param>
internal sealed class WebSocketMessages(WebSocket socket, string endPoint, int maxMessageBytes) : WebSocketTransport(socket, endPoint)
{
    private ArrayBufferWriter<byte> _message = new();
    private bool _tooLarge;

    /// <inheritdoc/>
    protected override void OnReceived(ReadOnlySpan<byte> part, WebSocketMessageType type, bool isEnd)
    {
        if (type != WebSocketMessageType.Text)
        {
            Refuse(WebSocketCloseStatus.InvalidMessageType, "JSON-RPC travels in text messages.");
            return;
        }

        if (_message.WrittenCount + part.Length > maxMessageBytes)
            TellTooLarge();
        if (!_tooLarge)
            _message.Write(part);
        if (isEnd)
            End();
    }

    /// <inheritdoc/>
    protected override async ValueTask SendMessagesAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = WebSocketFraming.LengthBytes + BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
            await Socket.SendAsync(bytes[WebSocketFraming.LengthBytes..end], WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
            bytes = bytes[end..];
        }
    }

    // Said once, as soon as it is known.
    private void TellTooLarge()
    {
        if (_tooLarge)
            return;
        _tooLarge = true;
        _message = new ArrayBufferWriter<byte>();
        Add(WebSocketFraming.TooLarge);
    }

    private void End()
    {
        if (!_tooLarge)
        {
            Add(_message.WrittenCount);
            Add(_message.WrittenSpan);
        }

        _tooLarge = false;
        if (_message.Capacity > 64 * 1024)
            _message = new ArrayBufferWriter<byte>();
        else
            _message.ResetWrittenCount();
    }

    private void Add(int length)
    {
        Span<byte> bytes = stackalloc byte[WebSocketFraming.LengthBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        Add(bytes);
    }
}
