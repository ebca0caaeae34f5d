using System.ComponentModel;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary><c>duration</c>: whole milliseconds. What is finer is rounded to the nearest when written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DurationCodec : IWireCodec<TimeSpan>
{
    /// <inheritdoc/>
    public static TimeSpan ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.Number || !WholeNumber.IsWritten(ref reader))
            WireReader.Mistyped(ref reader, "a whole number of milliseconds");
        if (!reader.TryGetInt64(out var value) || value is < -Most or > Most)
            WholeNumber.OutOfRange(ref reader, "-922337203685477", "922337203685477");
        return new TimeSpan(value * TimeSpan.TicksPerMillisecond);
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out TimeSpan value)
    {
        var isRead = WholeNumber.TryRead(ref cursor, out var milliseconds) && milliseconds is >= -Most and <= Most;
        value = isRead ? new TimeSpan(milliseconds * TimeSpan.TicksPerMillisecond) : default;
        return isRead;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, TimeSpan value)
    {
        var (milliseconds, rest) = Math.DivRem(value.Ticks, TimeSpan.TicksPerMillisecond);
        if (Math.Abs(rest) * 2 >= TimeSpan.TicksPerMillisecond)
            milliseconds += Math.Sign(rest);
        writer.WriteNumber(Math.Clamp(milliseconds, -Most, Most));
    }

    private const long Most = long.MaxValue / TimeSpan.TicksPerMillisecond;
}
