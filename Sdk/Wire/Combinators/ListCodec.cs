using System.ComponentModel;
using System.Text.Json;
using Virtwire.Sdk.Wire.Combinators;

namespace Virtwire.Sdk.Wire;

/// <summary><c>T[]</c>: a JSON array.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <typeparam name="TCodec">The codec of the items.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListCodec<T, TCodec> : IWireCodec<IReadOnlyList<T>>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static IReadOnlyList<T> ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            WireReader.Mistyped(ref reader, "an array");
        if (!WireReader.NextItem(ref reader))
            return [];
        var items = default(ItemBuffer<T>);
        do
            items.Add(TCodec.ReadWire(ref reader, mode));
        while (WireReader.NextItem(ref reader));
        return items.ToArray();
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out IReadOnlyList<T> value)
    {
        value = [];
        if (!cursor.BeginArray())
            return false;
        if (cursor.EndArray())
            return true;
        var items = default(ItemBuffer<T>);
        do
        {
            if (!cursor.Item<T, TCodec>(out var item))
                return false;
            items.Add(item);
        }
        while (cursor.TryTake((byte)','));
        value = items.ToArray();
        return cursor.EndArray();
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, IReadOnlyList<T> value)
    {
        writer.BeginArray();
        for (var i = 0; i < value.Count; i++)
        {
            if (i > 0)
                writer.NextItem();
            TCodec.WriteWire(ref writer, value[i]);
        }

        writer.EndArray();
    }
}
