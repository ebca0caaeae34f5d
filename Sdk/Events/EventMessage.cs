using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>The parameters of an event's notification: <c>{"self":{…},"position":"3:1043","data":{…}}</c>.</summary>
/// <typeparam name="TRef">What stands for the object on the wire.</typeparam>
/// <typeparam name="TData">What the event tells.</typeparam>
/// <param name="Self">The object; the default where the event is about none.</param>
/// <param name="Position">Its position.</param>
/// <param name="Data">What it tells.</param>
internal readonly record struct EventMessage<TRef, TData>(TRef Self, string Position, TData Data)
    where TRef : struct, IWireStruct<TRef>
    where TData : IWireStruct<TData>
{
    /// <summary>Reads the parameters.</summary>
    /// <exception cref="WireException">They are not those of such an event.</exception>
    public static EventMessage<TRef, TData> Read(ReadOnlySpan<byte> parameters)
    {
        var reader = new Utf8JsonReader(parameters, WireFormat.ReaderOptions);
        reader.Read();
        TRef self = default;
        TData? data = default;
        var position = "";
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("self"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    self = TRef.ReadWire(ref reader, WireMode.Lenient);
                    break;
                case 8 when name.SequenceEqual("position"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    position = StringCodec.ReadWire(ref reader, WireMode.Lenient);
                    break;
                case 4 when name.SequenceEqual("data"u8):
                    WireReader.Once(ref reader, ref seen, 2);
                    data = TData.ReadWire(ref reader, WireMode.Lenient);
                    break;
                default:
                    WireReader.Unknown(ref reader, WireMode.Lenient, name, default, ref seen, 3);
                    break;
            }
        }

        var required = typeof(TRef) == typeof(NoHandle) ? 0b110UL : 0b111UL;
        WireReader.Require(ref reader, seen, required, "self position data");
        return new EventMessage<TRef, TData>(self, position, data!);
    }
}
