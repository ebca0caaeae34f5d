using System.Buffers;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Events;

/// <summary>Writes events as the JSON-RPC notifications that every binding sends.</summary>
internal static class EventEncoder
{
    /// <summary>Encodes all but the position.</summary>
    internal static EncodedParts Encode<TRef, TData>(EventDescriptor<TRef, TData> descriptor, TRef self, TData data)
        where TRef : IWireStruct<TRef>
        where TData : IWireStruct<TData>
    {
        var selfJson = descriptor.HasHandle ? WireValue.ToBytes<TRef, TRef>(self) : [];
        return new EncodedParts(selfJson, WireValue.ToBytes<TData, TData>(data));
    }

    /// <summary>The notification of events that will not be sent.</summary>
    internal static ReadOnlyMemory<byte> Gap(string after, EventPosition position, GapReason reason)
    {
        var buffer = new ArrayBufferWriter<byte>(160);
        using var writer = new Utf8JsonWriter(buffer, WireFormat.WriterOptions);
        Begin(writer, CoreApi.Events.Gap.EncodedName);
        writer.WriteString("after"u8, after);
        writer.WriteString("position"u8, position.ToString());
        writer.WritePropertyName("reason"u8);
        GapReason.WriteWire(writer, reason);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    internal static void Begin(Utf8JsonWriter writer, JsonEncodedText method)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteString("method"u8, method);
        writer.WriteStartObject("params"u8);
    }
}

/// <summary>The parts of an event that do not depend on its position.</summary>
internal readonly struct EncodedParts(byte[] self, byte[] data)
{
    /// <summary>Puts the parts and the position together.</summary>
    internal PublishedEvent Complete(EventDescriptor descriptor, EventPosition position)
    {
        var at = position.ToString();
        var buffer = new ArrayBufferWriter<byte>(96 + descriptor.Name.Length + self.Length + at.Length + data.Length);
        using var writer = new Utf8JsonWriter(buffer, WireFormat.WriterOptions);
        EventEncoder.Begin(writer, descriptor.EncodedName);
        var selfStart = 0;
        if (self.Length > 0)
        {
            writer.WritePropertyName("self"u8);
            writer.Flush();
            selfStart = buffer.WrittenCount;
            writer.WriteRawValue(self, skipInputValidation: true);
        }

        writer.WriteString("position"u8, at);
        writer.WritePropertyName("data"u8);
        writer.WriteRawValue(data, skipInputValidation: true);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return new PublishedEvent(descriptor, position.Sequence, buffer.WrittenMemory, selfStart, self.Length);
    }
}
