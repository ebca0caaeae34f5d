using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>The parameters of an event's notification: <c>{"self":{…},"position":"3:1043","data":{…}}</c>.</summary>
/// <typeparam name="TRef">What stands for the object on the wire.</typeparam>
/// <typeparam name="TData">What the event tells.</typeparam>
/// <param name="Self">The object; the default where the event is about none.</param>
/// <param name="Position">Its position.</param>
/// <param name="Data">What it tells.</param>
internal readonly record struct EventMessage<TRef, TData>(TRef Self, string Position, TData Data) : IWireType<EventMessage<TRef, TData>>
    where TRef : struct, IWireStruct<TRef>
    where TData : IWireStruct<TData>
{
    private static bool HasSelf => typeof(TRef) != typeof(NoHandle);

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="WireException">They are not those of such an event.</exception>
    public static EventMessage<TRef, TData> Read(ReadOnlySpan<byte> parameters) =>
        WireValue.Read<EventMessage<TRef, TData>, EventMessage<TRef, TData>>(parameters, WireMode.Lenient);

    /// <inheritdoc/>
    public static EventMessage<TRef, TData> ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        WireReader.ReadObject<EventMessage<TRef, TData>, Draft>(ref reader, mode, default);

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out EventMessage<TRef, TData> value)
    {
        Draft draft = default;
        cursor.BeginObject();
        if (HasSelf)
            cursor.Member<TRef, TRef>("\"self\":"u8, ref draft.Self, ref draft.Seen, 0);
        cursor.Member<string, StringCodec>("\"position\":"u8, ref draft.Position, ref draft.Seen, 1);
        cursor.Member<TData, TData>("\"data\":"u8, ref draft.Data, ref draft.Seen, 2);
        return cursor.EndMembers(ref draft, default, out value);
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, EventMessage<TRef, TData> value)
    {
        writer.BeginObject();
        if (HasSelf)
        {
            writer.WriteName("\"self\":"u8);
            TRef.WriteWire(ref writer, value.Self);
        }

        writer.WriteName("\"position\":"u8);
        writer.WriteText(value.Position);
        writer.WriteName("\"data\":"u8);
        TData.WriteWire(ref writer, value.Data);
        writer.EndObject();
    }

    private struct Draft : IWireDraft<EventMessage<TRef, TData>>
    {
        public TRef Self;
        public string? Position;
        public TData? Data;
        public ulong Seen;

        public void ReadMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
        {
            while (WireReader.NextMember(ref reader, out var name))
            {
                switch (name.Length)
                {
                    case 4 when name.SequenceEqual("self"u8):
                        WireReader.Once(ref reader, ref Seen, 0);
                        Self = TRef.ReadWire(ref reader, mode);
                        break;
                    case 8 when name.SequenceEqual("position"u8):
                        WireReader.Once(ref reader, ref Seen, 1);
                        Position = StringCodec.ReadWire(ref reader, mode);
                        break;
                    case 4 when name.SequenceEqual("data"u8):
                        WireReader.Once(ref reader, ref Seen, 2);
                        Data = TData.ReadWire(ref reader, mode);
                        break;
                    default:
                        WireReader.Unknown(ref reader, mode, name, tag, ref Seen, 3);
                        break;
                }
            }
        }

        public readonly bool IsComplete => (Seen & Required) == Required;

        private static ulong Required => HasSelf ? 0b111UL : 0b110UL;

        public readonly void Require(ref Utf8JsonReader reader) => WireReader.Require(ref reader, Seen, Required, "self position data");

        public readonly EventMessage<TRef, TData> ToValue() => new(Self, Position!, Data!);
    }
}
