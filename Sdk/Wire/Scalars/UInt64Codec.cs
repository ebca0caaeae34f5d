using System.Buffers.Text;
using System.ComponentModel;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary><c>uint64</c>: written as a decimal string, because JavaScript loses digits; read from such a string or an exact number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UInt64Codec : IWireCodec<ulong>
{
    /// <inheritdoc/>
    public static ulong ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return FromText(ref reader);
            case JsonTokenType.Number when WholeNumber.IsWritten(ref reader):
                if (!reader.TryGetUInt64(out var value))
                    WholeNumber.OutOfRange(ref reader, "0", "18446744073709551615");
                return value;
            default:
                WireReader.Mistyped(ref reader, "a decimal string or a whole number");
                return 0;
        }
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out ulong value)
    {
        value = 0;
        var text = cursor.Rest;
        if (text.IsEmpty || text[0] != '"')
            return false;
        var end = 1;
        for (; end < text.Length && (uint)(text[end] - '0') <= 9; end++)
            value = (value * 10) + (uint)(text[end] - '0');

        // One digit more than that may be too large.
        if (end - 1 is 0 or > 19 || end == text.Length || text[end] != '"' || (text[1] == '0' && end > 2))
            return false;
        cursor.Take(end + 1);
        return true;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, ulong value) => writer.WriteQuoted(value);

    private static ulong FromText(ref Utf8JsonReader reader)
    {
        var text = WireText.Utf8(ref reader);
        if (text.IsEmpty || text.ContainsAnyExceptInRange((byte)'0', (byte)'9') || (text.Length > 1 && text[0] == '0'))
            WireException.Throw(ref reader, WireFault.Format, "must be a decimal number in a string, without sign or leading zeros");
        if (!Utf8Parser.TryParse(text, out ulong value, out _))
            WholeNumber.OutOfRange(ref reader, "0", "18446744073709551615");
        return value;
    }
}
