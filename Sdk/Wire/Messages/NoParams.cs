using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>The parameters of a method that has none: <c>{}</c>, and read from an empty array as well, which many clients send.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct NoParams : IWireStruct<NoParams>
{
    /// <inheritdoc/>
    public static NoParams ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return ReadWireMembers(ref reader, mode, default);
        if (WireReader.NextItem(ref reader))
            WireReader.TooManyItems(ref reader, 0);
        return default;
    }

    /// <inheritdoc/>
    public static NoParams ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
    {
        ulong seen = 0;
        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
            WireReader.Unknown(ref reader, mode, name, tag, ref seen, 0);
        return default;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out NoParams value)
    {
        value = default;
        cursor.BeginObject();
        return cursor.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, NoParams value)
    {
        writer.BeginObject();
        writer.EndObject();
    }

    /// <inheritdoc/>
    public static void WriteWireMembers(ref WireWriter writer, NoParams value)
    {
    }
}
