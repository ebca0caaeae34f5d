using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Where a request is encoded, one a thread. A list in it is foreign code: it may take its time, wait for other calls, or make one
/// itself, and must not do so under the writer's lock, in the middle of a frame.
/// </summary>
internal static class RequestBuffer
{
    [ThreadStatic]
    private static FrameBuffer? _ofThread;

    /// <summary>Encodes a message and appends it. What its own writing throws is thrown on, and nothing of it is sent.</summary>
    public static AppendResult AppendTo<TMessage>(CoalescingWriter writer, in TMessage message)
        where TMessage : IOutgoingMessage
    {
        // Until the end it is not the thread's: a message that is made meanwhile gets another.
        var buffer = _ofThread ?? new FrameBuffer();
        _ofThread = null;
        try
        {
            var json = new WireWriter(buffer);
            message.Write(ref json);
            json.Flush();
            return writer.AppendEncoded(buffer.Written);
        }
        finally
        {
            buffer.Clear();
            _ofThread = buffer;
        }
    }
}
