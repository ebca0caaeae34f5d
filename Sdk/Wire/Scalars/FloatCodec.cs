using System.Buffers.Text;
using System.ComponentModel;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary><c>float</c>: a finite IEEE 754 double.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct FloatCodec : IWireCodec<double>
{
    /// <inheritdoc/>
    public static double ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.Number)
            WireReader.Mistyped(ref reader, "a number");
        if (!reader.TryGetDouble(out var value) || !double.IsFinite(value))
            WireException.Throw(ref reader, WireFault.OutOfRange, "is beyond the range of a double");
        return value;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out double value)
    {
        var length = NumberSyntax.LengthOf(cursor.Rest);
        if (!Utf8Parser.TryParse(cursor.Rest[..length], out value, out var parsed) || parsed != length || !double.IsFinite(value))
            return false;
        cursor.Take(length);
        return true;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no form for a number that is not finite.");
        writer.WriteNumber(value);
    }
}
