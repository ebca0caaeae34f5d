using System.Buffers;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>Reads the parameters of <c>Events.gap</c>: <c>{"after":"3:1043","position":"3:2990","reason":"evicted"}</c>.</summary>
internal static class GapMessage
{
    /// <summary>The notification's name.</summary>
    public static ReadOnlySpan<byte> Method => CoreApi.Events.Gap.EncodedName.EncodedUtf8Bytes;

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="WireException">They are not those of a gap.</exception>
    public static EventGap Read(ReadOnlySpan<byte> parameters)
    {
        var reader = new Utf8JsonReader(parameters, WireFormat.ReaderOptions);
        reader.Read();
        string? after = null;
        var position = "";
        var reason = GapReason.Unknown;
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 5 when name.SequenceEqual("after"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    after = reader.TokenType == JsonTokenType.Null ? null : StringCodec.ReadWire(ref reader, WireMode.Lenient);
                    break;
                case 8 when name.SequenceEqual("position"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    position = StringCodec.ReadWire(ref reader, WireMode.Lenient);
                    break;
                case 6 when name.SequenceEqual("reason"u8):
                    WireReader.Once(ref reader, ref seen, 2);
                    reason = GapReason.ReadWire(ref reader, WireMode.Lenient);
                    break;
                default:
                    WireReader.Unknown(ref reader, WireMode.Lenient, name, default, ref seen, 3);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b010, "after position reason");
        return new EventGap(after, position, reason);
    }

    /// <summary>Writes the parameters.</summary>
    public static ReadOnlySpan<byte> Write(EventGap gap)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WireFormat.WriterOptions))
        {
            writer.WriteStartObject();
            if (gap.After is not null)
                writer.WriteString("after"u8, gap.After);
            writer.WriteString("position"u8, gap.Position);
            writer.WriteString("reason"u8, gap.Reason.ToString());
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }
}
