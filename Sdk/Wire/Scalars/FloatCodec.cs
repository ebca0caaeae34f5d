using System.ComponentModel;
using System.Text.Json;

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
    public static void WriteWire(ref WireWriter writer, double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no form for a number that is not finite.");
        writer.WriteNumber(value);
    }
}
