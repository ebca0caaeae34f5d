using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>The parameters of <c>Events.subscribe</c> for events of one kind.</summary>
/// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
/// <param name="Kind">The kind: <c>Domain.stateChanged</c>.</param>
/// <param name="Subject">The object whose events are wanted; null for those of all.</param>
/// <param name="After">The position after which to begin; null for now.</param>
internal readonly record struct SubscribeRequest<TRef>(JsonEncodedText Kind, TRef? Subject, string? After) : IWireType<SubscribeRequest<TRef>>
    where TRef : struct, IWireStruct<TRef>
{
    /// <inheritdoc/>
    public static SubscribeRequest<TRef> ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        throw new NotSupportedException("A client sends it only.");

    /// <inheritdoc/>
    public static void WriteWire(Utf8JsonWriter writer, SubscribeRequest<TRef> value)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("kinds"u8);
        writer.WriteStringValue(value.Kind);
        writer.WriteEndArray();
        if (value.Subject is { } subject)
        {
            writer.WritePropertyName("about"u8);
            TRef.WriteWire(writer, subject);
        }

        if (value.After is not null)
            writer.WriteString("after"u8, value.After);
        writer.WriteEndObject();
    }
}

/// <summary>The parameters of <c>Events.unsubscribe</c>.</summary>
/// <param name="Id">What <c>Events.subscribe</c> answered.</param>
internal readonly record struct UnsubscribeRequest(string Id) : IWireType<UnsubscribeRequest>
{
    /// <inheritdoc/>
    public static UnsubscribeRequest ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        throw new NotSupportedException("A client sends it only.");

    /// <inheritdoc/>
    public static void WriteWire(Utf8JsonWriter writer, UnsubscribeRequest value)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, value.Id);
        writer.WriteEndObject();
    }
}
