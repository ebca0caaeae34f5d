using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>A call.</summary>
/// <typeparam name="TRequest">The parameters.</typeparam>
internal readonly struct CallMessage<TRequest>(long id, JsonEncodedText method, TRequest request, CallMetadata metadata) : IOutgoingMessage
    where TRequest : IWireType<TRequest>
{
    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(JsonRpcNames.JsonRpc, JsonRpcNames.Version);
        json.WriteNumber(JsonRpcNames.Id, id);
        json.WriteString(JsonRpcNames.Method, method);
        json.WritePropertyName(JsonRpcNames.Params);
        TRequest.WriteWire(json, request);
        metadata.WriteMember(json);
        json.WriteEndObject();
    }
}

/// <summary>Takes a call back: <c>{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}</c>.</summary>
internal readonly struct CancelMessage(long id) : IOutgoingMessage
{
    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(JsonRpcNames.JsonRpc, JsonRpcNames.Version);
        json.WriteString(JsonRpcNames.Method, JsonRpcNames.CancelRequest);
        json.WriteStartObject(JsonRpcNames.Params);
        json.WriteNumber(JsonRpcNames.Id, id);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>Answers a call of the server: a client has no methods.</summary>
internal readonly ref struct NoSuchMethodMessage(ReadOnlySpan<byte> id) : IOutgoingMessage
{
    private readonly ReadOnlySpan<byte> _id = id;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(JsonRpcNames.JsonRpc, JsonRpcNames.Version);
        json.WritePropertyName(JsonRpcNames.Id);
        json.WriteRawValue(_id, skipInputValidation: true);
        json.WriteStartObject(JsonRpcNames.Error);
        json.WriteNumber(JsonRpcNames.Code, BuiltInErrors.MethodNotFound.Code);
        json.WriteString(JsonRpcNames.Message, "A client has no methods.");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>Parameters of any shape; absent ones are an empty object.</summary>
/// <param name="Value">The parameters.</param>
internal readonly record struct AnyParams(JsonElement Value) : IWireType<AnyParams>
{
    /// <inheritdoc/>
    public static AnyParams ReadWire(ref Utf8JsonReader reader, WireMode mode) => new(JsonCodec.ReadWire(ref reader, mode));

    /// <inheritdoc/>
    public static void WriteWire(Utf8JsonWriter writer, AnyParams value)
    {
        if (value.Value.ValueKind != JsonValueKind.Undefined)
        {
            JsonCodec.WriteWire(writer, value.Value);
            return;
        }

        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
