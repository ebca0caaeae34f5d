using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary><c>string</c>: any text. Bad UTF-8 and halves of surrogate pairs are refused in both directions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringCodec : IWireCodec<string>
{
    /// <inheritdoc/>
    public static string ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.String)
            WireReader.Mistyped(ref reader, "a string");
        return WireText.GetString(ref reader);
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, [MaybeNullWhen(false)] out string value) => cursor.TryText(out value);

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!writer.TryWriteText(value))
            throw new ArgumentException("The text holds half of a surrogate pair, which no JSON string can carry.", nameof(value));
    }
}
