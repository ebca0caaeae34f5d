using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary><c>integer</c>: a whole JSON number within ±(2^53−1), written in digits alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct IntegerCodec : IWireCodec<long>
{
    /// <inheritdoc/>
    public static long ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.Number || !WholeNumber.IsWritten(ref reader))
            WireReader.Mistyped(ref reader, "a whole number");
        if (!reader.TryGetInt64(out var value) || value is < -Most or > Most)
            WholeNumber.OutOfRange(ref reader, "-9007199254740991", "9007199254740991");
        return value;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out long value) =>
        WholeNumber.TryRead(ref cursor, out value) && value is >= -Most and <= Most;

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, long value)
    {
        if (value is < -Most or > Most)
            throw new ArgumentOutOfRangeException(nameof(value), value, "An integer must be within ±(2^53−1), which every JSON reader keeps exactly.");
        writer.WriteNumber(value);
    }

    private const long Most = (1L << 53) - 1;
}
