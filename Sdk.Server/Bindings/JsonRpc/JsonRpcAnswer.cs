using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>
/// Where the answer of a call is put together, one a thread: large results are encoded beside the connection's lock, and what can't
/// be encoded to its end is simply begun anew.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Lives as long as its thread, and the writer holds nothing of the system's.")]
internal sealed class JsonRpcAnswer
{
    [ThreadStatic]
    private static JsonRpcAnswer? _ofThread;

    private readonly FrameBuffer _buffer = new();
    private readonly Utf8JsonWriter _writer;

    private JsonRpcAnswer() => _writer = new Utf8JsonWriter(_buffer, WireFormat.WriterOptions);

    private static JsonRpcAnswer OfThread => _ofThread ??= new JsonRpcAnswer();

    /// <summary>Stands where the result's value goes.</summary>
    internal Utf8JsonWriter Writer => _writer;

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

    /// <summary>A whole answer with an error. Good until the next one is begun.</summary>
    internal static ReadOnlySpan<byte> Error(ReadOnlySpan<byte> id, ErrorPayload error)
    {
        ErrorPayload.WriteWire(OfThread.Begin(id, ",\"error\":"u8), error);
        return OfThread.Finish();
    }

    private Utf8JsonWriter Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> member)
    {
        _buffer.Clear();
        _buffer.Append("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        _buffer.Append(id);
        _buffer.Append(member);
        _writer.Reset();
        return _writer;
    }

    private Span<byte> Finish()
    {
        _writer.Flush();
        _buffer.Append("}"u8);
        return _buffer.Written;
    }
}
