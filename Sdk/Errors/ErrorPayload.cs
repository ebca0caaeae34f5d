using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>
/// An error as it stands on the wire:
/// <c>{"code":1001,"message":"…","data":{"name":"NoDomain","object":{…},"hint":"…","traceId":"…","details":{…}}}</c>.
/// </summary>
/// <remarks>
/// Read from any JSON-RPC peer: only <c>code</c> must be there, and a <c>data</c> of another shape becomes <see cref="Details"/>.
/// </remarks>
public sealed record ErrorPayload : IWireType<ErrorPayload>
{
    /// <summary>The number.</summary>
    public required int Code { get; init; }

    /// <summary>What went wrong, with which object, why, for people.</summary>
    public required string Message { get; init; }

    /// <summary>The error's name in its schema; null from a peer that sends none.</summary>
    public string? Name { get; init; }

    /// <summary>The handle of the object that it is about.</summary>
    public JsonElement? Subject { get; init; }

    /// <summary>What to do next, for people.</summary>
    public string? Hint { get; init; }

    /// <summary>What finds the call in the server's log.</summary>
    public string? TraceId { get; init; }

    /// <summary>The data that the error declares.</summary>
    public JsonElement? Details { get; init; }

    /// <summary>Reads an error object.</summary>
    /// <exception cref="WireException">It is no object, or has no <c>code</c>.</exception>
    public static ErrorPayload ReadWire(ref Utf8JsonReader reader, WireMode mode) => ErrorPayloadReader.Read(ref reader);

    /// <summary>Writes an error object.</summary>
    public static void WriteWire(ref WireWriter writer, ErrorPayload value)
    {
        writer.BeginObject();
        writer.WriteName("\"code\":"u8);
        writer.WriteNumber(value.Code);
        writer.WriteName("\"message\":"u8);
        writer.WriteText(value.Message);
        if (value.Name is not null || value.Subject is not null || value.Hint is not null || value.TraceId is not null || value.Details is not null)
        {
            writer.WriteName("\"data\":"u8);
            writer.BeginObject();
            WriteText(ref writer, "\"name\":"u8, value.Name);
            WriteJson(ref writer, "\"object\":"u8, value.Subject);
            WriteText(ref writer, "\"hint\":"u8, value.Hint);
            WriteText(ref writer, "\"traceId\":"u8, value.TraceId);
            WriteJson(ref writer, "\"details\":"u8, value.Details);
            writer.EndObject();
        }

        writer.EndObject();
    }

    private static void WriteText(ref WireWriter writer, scoped ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
            return;
        writer.WriteName(name);
        writer.WriteText(value);
    }

    private static void WriteJson(ref WireWriter writer, scoped ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is not { } element)
            return;
        writer.WriteName(name);
        JsonCodec.WriteWire(ref writer, element);
    }
}
