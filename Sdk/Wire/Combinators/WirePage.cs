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
    public static WirePage<T> ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
    {
        IReadOnlyList<T> items = [];
        string? next = null;
        string? position = null;
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 5 when name.SequenceEqual("items"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    items = ListCodec<T, T>.ReadWire(ref reader, mode);
                    break;
                case 4 when name.SequenceEqual("next"u8):
                    WireReader.Once(ref reader, ref seen, 1);
                    next = StringCodec.ReadWire(ref reader, mode);
                    break;
                case 8 when name.SequenceEqual("position"u8):
                    WireReader.Once(ref reader, ref seen, 2);
                    position = StringCodec.ReadWire(ref reader, mode);
                    break;
                default:
                    WireReader.Unknown(ref reader, mode, name, tag, ref seen, 3);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b001, "items");
        return new WirePage<T>(new Page<T> { Items = items, Next = next, Position = position });
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
}
