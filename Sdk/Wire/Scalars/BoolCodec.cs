using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary><c>bool</c>: <c>true</c> or <c>false</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BoolCodec : IWireCodec<bool>
{
    /// <inheritdoc/>
    public static bool ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType == JsonTokenType.True)
            return true;
        if (reader.TokenType != JsonTokenType.False)
            WireReader.Mistyped(ref reader, "true or false");
        return false;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out bool value)
    {
        value = cursor.TryTake("true"u8);
        return value || cursor.TryTake("false"u8);
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, bool value) => writer.WriteBoolean(value);
}
