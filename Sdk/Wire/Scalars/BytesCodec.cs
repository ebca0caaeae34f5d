using System.ComponentModel;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary><c>bytes</c>: RFC 4648 base64 with its padding, without white space, and with no bits set beyond the last byte.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BytesCodec : IWireCodec<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public static ReadOnlyMemory<byte> ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.String)
            WireReader.Mistyped(ref reader, "base64 in a string");
        var text = WireText.Utf8(ref reader);
        if (!Base64Text.TryDecode(text, out var value))
            WireException.Throw(ref reader, WireFault.Format, "must be base64 with its padding and without white space");
        return value;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out ReadOnlyMemory<byte> value)
    {
        value = default;
        if (!cursor.TryText(out ReadOnlySpan<byte> text) || !Base64Text.TryDecode(text, out var bytes))
            return false;
        value = bytes;
        return true;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBase64(value.Span);
}
