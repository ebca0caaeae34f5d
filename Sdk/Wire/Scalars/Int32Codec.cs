using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary><c>int32</c>: a JSON number of digits alone. A fraction or an exponent is refused even where the value is whole.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int32Codec : IWireCodec<int>
{
    /// <inheritdoc/>
    public static int ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.Number || !WholeNumber.IsWritten(ref reader))
            WireReader.Mistyped(ref reader, "a whole number");
        if (!reader.TryGetInt32(out var value))
            WholeNumber.OutOfRange(ref reader, "-2147483648", "2147483647");
        return value;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out int value)
    {
        var isRead = WholeNumber.TryRead(ref cursor, out var number) && number is >= int.MinValue and <= int.MaxValue;
        value = (int)number;
        return isRead;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, int value) => writer.WriteNumber(value);
}
