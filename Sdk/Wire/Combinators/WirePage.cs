using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>A page as a result: the object <c>{"items":[…],"next":"…","position":"…"}</c>, of which C# sees the <see cref="Page{T}"/>.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="Value">The page.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WirePage<T>(Page<T> Value) : IWireStruct<WirePage<T>>, IWireSingle<WirePage<T>, Page<T>>
    where T : IWireType<T>
{
    /// <inheritdoc/>
    public static WirePage<T> ReadWire(ref Utf8JsonReader reader, WireMode mode) => ReadWireMembers(ref reader, mode, default);

    /// <inheritdoc/>
    public static WirePage<T> ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag) =>
        WireReader.ReadObject<WirePage<T>, Draft>(ref reader, mode, tag);

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out WirePage<T> value) => TryReadWireMembers(ref cursor, default, out value);

    /// <inheritdoc/>
    public static bool TryReadWireMembers(ref WireCursor cursor, scoped ReadOnlySpan<byte> tag, out WirePage<T> value)
    {
        Draft draft = default;
        cursor.BeginMembers(tag, ref draft.Seen, 3);
        cursor.Member<IReadOnlyList<T>, ListCodec<T, T>>("\"items\":"u8, ref draft.Items, ref draft.Seen, 0);
        cursor.Member<string, StringCodec>("\"next\":"u8, ref draft.Next, ref draft.Seen, 1);
        cursor.Member<string, StringCodec>("\"position\":"u8, ref draft.Position, ref draft.Seen, 2);
        return cursor.EndMembers(ref draft, tag, out value);
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, WirePage<T> value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWireMembers(ref WireWriter writer, WirePage<T> value)
    {
        writer.WriteName("\"items\":"u8);
        ListCodec<T, T>.WriteWire(ref writer, value.Value.Items);
        if (value.Value.Next is { } next)
        {
            writer.WriteName("\"next\":"u8);
            writer.WriteText(next);
        }

        if (value.Value.Position is { } position)
        {
            writer.WriteName("\"position\":"u8);
            writer.WriteText(position);
        }
    }

    /// <inheritdoc/>
    public static WirePage<T> WrapWire(Page<T> value) => new(value);

    /// <inheritdoc/>
    public static Page<T> UnwrapWire(WirePage<T> self) => self.Value;

    private struct Draft : IWireDraft<WirePage<T>>
    {
        public IReadOnlyList<T>? Items;
        public string? Next;
        public string? Position;
        public ulong Seen;

        public void ReadMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
        {
            while (WireReader.NextMember(ref reader, out var name))
            {
                switch (name.Length)
                {
                    case 5 when name.SequenceEqual("items"u8):
                        WireReader.Once(ref reader, ref Seen, 0);
                        Items = ListCodec<T, T>.ReadWire(ref reader, mode);
                        break;
                    case 4 when name.SequenceEqual("next"u8):
                        WireReader.Once(ref reader, ref Seen, 1);
                        Next = StringCodec.ReadWire(ref reader, mode);
                        break;
                    case 8 when name.SequenceEqual("position"u8):
                        WireReader.Once(ref reader, ref Seen, 2);
                        Position = StringCodec.ReadWire(ref reader, mode);
                        break;
                    default:
                        WireReader.Unknown(ref reader, mode, name, tag, ref Seen, 3);
                        break;
                }
            }
        }

        public readonly bool IsComplete => (Seen & 0b001) != 0;

        public readonly void Require(ref Utf8JsonReader reader) => WireReader.Require(ref reader, Seen, 0b001, "items");

        public readonly WirePage<T> ToValue() => new(new Page<T> { Items = Items!, Next = Next, Position = Position });
    }
}
