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
    internal static ReadOnlyMemory<byte> Gap(string? after, EventPosition position, GapReason reason)
    {
        var buffer = new ArrayBufferWriter<byte>(160);
        var writer = new WireWriter(buffer);
        Begin(ref writer, CoreApi.Events.Gap.EncodedName);
        if (after is not null)
        {
            writer.WriteName("\"after\":"u8);
            writer.WriteText(after);
        }

        writer.WriteName("\"position\":"u8);
        writer.WriteText(position.ToString());
        writer.WriteName("\"reason\":"u8);
        GapReason.WriteWire(ref writer, reason);
        End(ref writer);
        return buffer.WrittenMemory;
    }

    internal static void Begin(ref WireWriter writer, JsonEncodedText method)
    {
        writer.BeginObject();
        writer.WriteName("\"jsonrpc\":\"2.0\",\"method\":"u8);
        writer.WriteQuoted(method.EncodedUtf8Bytes);
        writer.WriteName("\"params\":"u8);
        writer.BeginObject();
    }

    internal static void End(ref WireWriter writer)
    {
        writer.EndObject();
        writer.EndObject();
        writer.Flush();
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
        var writer = new WireWriter(buffer);
        EventEncoder.Begin(ref writer, descriptor.EncodedName);
        var selfStart = 0;
        if (self.Length > 0)
        {
            writer.WriteName("\"self\":"u8);
            writer.Flush();
            selfStart = buffer.WrittenCount;
            writer.WriteRaw(self);
        }

        writer.WriteName("\"position\":"u8);
        writer.WriteText(at);
        writer.WriteName("\"data\":"u8);
        writer.WriteRaw(data);
        EventEncoder.End(ref writer);
        return new PublishedEvent(descriptor, position.Sequence, buffer.WrittenMemory, selfStart, self.Length);
    }
}
