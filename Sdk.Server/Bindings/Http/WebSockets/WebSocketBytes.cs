using System.Net.WebSockets;

namespace Virtwire.Sdk.Server.Bindings.Http.WebSockets;

/// <summary>A WebSocket whose messages are pieces of one stream, wherever they are cut: text or binary from the peer, binary to it.</summary>
/// <param name="socket">The WebSocket.</param>
/// <param name="endPoint">Where the peer is.</param>
internal sealed class WebSocketBytes(WebSocket socket, string endPoint) : WebSocketTransport(socket, endPoint)
{
    /// <inheritdoc/>
    protected override void OnReceived(ReadOnlySpan<byte> part, WebSocketMessageType type, bool isEnd) => Add(part);

    /// <inheritdoc/>
    protected override ValueTask SendMessagesAsync(ReadOnlyMemory<byte> bytes) =>
        Socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
}
