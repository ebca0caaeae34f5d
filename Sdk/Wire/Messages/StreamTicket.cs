using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>What a method answers whose bytes travel beside the calls: <c>{"stream":"/streams/…","expires":"…"}</c>.</summary>
/// <param name="Stream">The path to open on the same server.</param>
/// <param name="Expires">Until when a transfer may begin or resume.</param>
public sealed record StreamTicket(string Stream, DateTimeOffset Expires) : IWireStruct<StreamTicket>
{
    /// <inheritdoc/>
    public static StreamTicket ReadWire(ref Utf8JsonReader reader, WireMode mode) => ReadWireMembers(ref reader, mode, default);

    /// <inheritdoc/>
    public static StreamTicket ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
    {
        var stream = "";
        DateTimeOffset expires = default;
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 6 when name.SequenceEqual("stream"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    stream = StringCodec.ReadWire(ref reader, mode);
                    break;
                case 7 when name.SequenceEqual("expires"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    expires = TimestampCodec.ReadWire(ref reader, mode);
                    break;
                default:
                    WireReader.Unknown(ref reader, mode, name, tag, ref seen, 2);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b11, "stream expires");
        return new StreamTicket(stream, expires);
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, StreamTicket value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWireMembers(ref WireWriter writer, StreamTicket value)
    {
        writer.WriteName("\"stream\":"u8);
        StringCodec.WriteWire(ref writer, value.Stream);
        writer.WriteName("\"expires\":"u8);
        TimestampCodec.WriteWire(ref writer, value.Expires);
    }
}
