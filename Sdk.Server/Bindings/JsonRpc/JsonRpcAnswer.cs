using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>
/// Where the answer of a call is put together, one a thread: large results are encoded beside the connection's lock, and what can't
/// be encoded to its end is simply begun anew.
/// </summary>
internal sealed class JsonRpcAnswer
{
    [ThreadStatic]
    private static JsonRpcAnswer? _ofThread;

    private readonly FrameBuffer _buffer = new();

    private static JsonRpcAnswer OfThread => _ofThread ??= new JsonRpcAnswer();

    /// <summary>Stands where the result's value goes. To be flushed before the end.</summary>
    internal WireWriter Writer => new(_buffer);

    /// <summary>
    /// Begins an answer with a result. Until its end it is not the thread's: a driver's list is foreign code, and may complete
    /// another call while it is being written.
    /// </summary>
    internal static JsonRpcAnswer BeginResult(ReadOnlySpan<byte> id)
    {
        var answer = OfThread;
        _ofThread = null;
        answer.Begin(id, ",\"result\":"u8);
        return answer;
    }

    /// <summary>The whole answer with the result. Good until the next one is begun.</summary>
    internal ReadOnlySpan<byte> End()
    {
        _ofThread = this;
        return Finish();
    }

    /// <summary>Done with the answer: a thread that is idle holds no large one.</summary>
    internal void Clear() => _buffer.Clear();

    /// <summary>A whole answer with an error. Good until the next one is begun.</summary>
    internal static ReadOnlySpan<byte> Error(ReadOnlySpan<byte> id, ErrorPayload error)
    {
        var answer = OfThread;
        answer.Begin(id, ",\"error\":"u8);
        var writer = answer.Writer;
        ErrorPayload.WriteWire(ref writer, error);
        writer.Flush();
        return answer.Finish();
    }

    private void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> member)
    {
        _buffer.Clear();
        _buffer.Append("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        _buffer.Append(id);
        _buffer.Append(member);
    }

    private Span<byte> Finish()
    {
        _buffer.Append("}"u8);
        return _buffer.Written;
    }
}
