using System.ComponentModel;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary><c>map&lt;T&gt;</c>: a JSON object from any text to <typeparamref name="T"/>. Written in the map's own order.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TCodec">The codec of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MapCodec<T, TCodec> : IWireCodec<IReadOnlyDictionary<string, T>>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static IReadOnlyDictionary<string, T> ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        WireReader.BeginObject(ref reader);
        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = WireText.GetString(ref reader);
            if (entries.ContainsKey(name))
                WireReader.Duplicate(ref reader);
            reader.Read();
            entries.Add(name, TCodec.ReadWire(ref reader, mode));
        }

        return entries;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out IReadOnlyDictionary<string, T> value)
    {
        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        value = entries;
        cursor.BeginObject();
        while (!cursor.EndObject())
        {
            if (!cursor.TryName(out string? name) || !cursor.Item<T, TCodec>(out var item) || !entries.TryAdd(name, item))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, IReadOnlyDictionary<string, T> value)
    {
        writer.BeginObject();
        foreach (var (name, item) in value)
        {
            if (!WireText.IsValid(name))
                throw new ArgumentException("A name in the map holds half of a surrogate pair, which no JSON string can carry.", nameof(value));
            writer.WriteName(name);
            TCodec.WriteWire(ref writer, item);
        }

        writer.EndObject();
    }
}
