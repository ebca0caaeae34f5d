using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>A call.</summary>
/// <typeparam name="TRequest">The parameters.</typeparam>
internal readonly struct CallMessage<TRequest>(long id, JsonEncodedText method, TRequest request, CallMetadata metadata) : IOutgoingMessage
    where TRequest : IWireType<TRequest>
{
    /// <inheritdoc/>
    public void Write(ref WireWriter json)
    {
        json.BeginObject();
        json.WriteName("\"jsonrpc\":\"2.0\",\"id\":"u8);
        json.WriteNumber(id);
        json.WriteName("\"method\":"u8);
        json.WriteQuoted(method.EncodedUtf8Bytes);
        json.WriteName("\"params\":"u8);
        TRequest.WriteWire(ref json, request);
        metadata.WriteMember(ref json);
        json.EndObject();
    }
}

/// <summary>Takes a call back: <c>{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}</c>.</summary>
internal readonly struct CancelMessage(long id) : IOutgoingMessage
{
    /// <inheritdoc/>
    public void Write(ref WireWriter json)
    {
        json.WriteRaw("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":"u8);
        json.WriteNumber(id);
        json.WriteRaw("}}"u8);
    }
}

/// <summary>Answers a call of the server: a client has no methods.</summary>
internal readonly ref struct NoSuchMethodMessage(ReadOnlySpan<byte> id) : IOutgoingMessage
{
    private readonly ReadOnlySpan<byte> _id = id;

    /// <inheritdoc/>
    public void Write(ref WireWriter json)
    {
        json.WriteRaw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        json.WriteRaw(_id);
        json.WriteRaw(",\"error\":{\"code\":"u8);
        json.WriteNumber(BuiltInErrors.MethodNotFound.Code);
        json.WriteRaw(",\"message\":\"A client has no methods.\"}}"u8);
    }
}

/// <summary>Parameters of any shape; absent ones are an empty object.</summary>
/// <param name="Value">The parameters.</param>
internal readonly record struct AnyParams(JsonElement Value) : IWireType<AnyParams>
{
    /// <inheritdoc/>
    public static AnyParams ReadWire(ref Utf8JsonReader reader, WireMode mode) => new(JsonCodec.ReadWire(ref reader, mode));

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, AnyParams value)
    {
        if (value.Value.ValueKind != JsonValueKind.Undefined)
        {
            JsonCodec.WriteWire(ref writer, value.Value);
            return;
        }

        writer.BeginObject();
        writer.EndObject();
    }
}
