using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>The result of <c>Events.subscribe</c>.</summary>
/// <param name="Id">What ends the subscription.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="Replayed">How many of the next notifications are past events for this subscription alone.</param>
internal sealed record SubscribeAnswer(string Id, string Position, long Replayed)
{
    /// <summary>Reads the result on whose first token the reader stands.</summary>
    /// <exception cref="WireException">It is not such a result.</exception>
    public static SubscribeAnswer Read(ref Utf8JsonReader reader)
    {
        var id = "";
        var position = "";
        long replayed = 0;
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("id"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    id = StringCodec.ReadWire(ref reader, WireMode.Lenient);
                    break;
                case 8 when name.SequenceEqual("position"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    position = StringCodec.ReadWire(ref reader, WireMode.Lenient);
                    break;
                case 8 when name.SequenceEqual("replayed"u8):
                    WireReader.Once(ref reader, ref seen, 2);
                    replayed = IntegerCodec.ReadWire(ref reader, WireMode.Lenient);
                    break;
                default:
                    WireReader.Unknown(ref reader, WireMode.Lenient, name, default, ref seen, 3);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b111, "id position replayed");
        return new SubscribeAnswer(id, position, replayed);
    }
}
