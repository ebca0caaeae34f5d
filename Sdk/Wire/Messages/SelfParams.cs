using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>The parameters of a method that has a receiver and nothing else: <c>{"self":{…}}</c>.</summary>
/// <typeparam name="TRef">The type of the receiver's handle.</typeparam>
/// <param name="Self">The receiver.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SelfParams<TRef>(TRef Self) : IWireStruct<SelfParams<TRef>>
    where TRef : IWireStruct<TRef>
{
    /// <inheritdoc/>
    public static SelfParams<TRef> ReadWire(ref Utf8JsonReader reader, WireMode mode) => ReadWireMembers(ref reader, mode, default);

    /// <inheritdoc/>
    public static SelfParams<TRef> ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
    {
        TRef self = default!;
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("self"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    self = TRef.ReadWire(ref reader, mode);
                    break;
                default:
                    WireReader.Unknown(ref reader, mode, name, tag, ref seen, 1);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b1, "self");
        return new SelfParams<TRef>(self);
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out SelfParams<TRef> value)
    {
        value = default;
        cursor.BeginObject();
        if (!cursor.TryName("\"self\":"u8) || !TRef.TryReadWire(ref cursor, out var self) || !cursor.EndObject())
            return false;
        value = new SelfParams<TRef>(self);
        return true;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, SelfParams<TRef> value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWireMembers(ref WireWriter writer, SelfParams<TRef> value)
    {
        writer.WriteName("\"self\":"u8);
        TRef.WriteWire(ref writer, value.Self);
    }
}
