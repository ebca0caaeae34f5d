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

    /// <summary>Begins an answer with a result; the writer stands where the result's value goes.</summary>
    internal static Utf8JsonWriter BeginResult(ReadOnlySpan<byte> id) => OfThread.Begin(id, ",\"result\":"u8);

    /// <summary>The answer that was begun last on this thread. Good until the next one is begun.</summary>
    internal static ReadOnlySpan<byte> End() => OfThread.Finish();

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
