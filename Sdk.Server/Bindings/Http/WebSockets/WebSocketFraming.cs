using System.Buffers.Binary;
using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Server.Bindings.Http.WebSockets;

/// <summary>
/// How messages are told apart between a <see cref="WebSocketMessages"/> and whoever reads and writes it: each behind its length. A WebSocket
/// has messages of its own, so none of this is ever on the wire.
/// </summary>
internal sealed class WebSocketFraming(int maxMessageBytes) : MessageFraming(maxMessageBytes)
{
    /// <summary>How many bytes a length has.</summary>
    internal const int LengthBytes = sizeof(int);

    /// <summary>The length of a message that was too large, of which nothing else is there.</summary>
    internal const int TooLarge = -1;

    /// <inheritdoc/>
    public override string Name => "websocket";

    /// <inheritdoc/>
    public override int MaxUnreadBytes => MaxMessageBytes + LengthBytes;

    /// <inheritdoc/>
    public override FrameRead Read(ReadOnlySpan<byte> unread, bool end)
    {
        if (unread.Length < LengthBytes)
            return FrameRead.NeedMore(0, LengthBytes);
        var length = BinaryPrimitives.ReadInt32LittleEndian(unread);
        if (length == TooLarge)
            return FrameRead.TooLarge(LengthBytes);
        return unread.Length - LengthBytes < length
            ? FrameRead.NeedMore(0, LengthBytes + length)
            : FrameRead.Frame(LengthBytes + length, LengthBytes, length);
    }

    /// <inheritdoc/>
    public override int BeginFrame(FrameBuffer output)
    {
        output.Append([0, 0, 0, 0]);
        return output.Length;
    }

    /// <inheritdoc/>
    public override void EndFrame(FrameBuffer output, int bodyStart) =>
        BinaryPrimitives.WriteInt32LittleEndian(output.Written[(bodyStart - LengthBytes)..], output.Length - bodyStart);
}
