using System.ComponentModel;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary><c>timestamp</c>: any RFC 3339 form is read; the shortest is written, with <c>Z</c> for UTC. See <see cref="Rfc3339"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimestampCodec : IWireCodec<DateTimeOffset>
{
    /// <inheritdoc/>
    public static DateTimeOffset ReadWire(ref Utf8JsonReader reader, WireMode mode)
    {
        if (reader.TokenType != JsonTokenType.String)
            WireReader.Mistyped(ref reader, "an RFC 3339 timestamp");
        switch (Rfc3339.Parse(WireText.Utf8(ref reader), out var value))
        {
            case Rfc3339.Outcome.Malformed:
                WireException.Throw(ref reader, WireFault.Format, "must be an RFC 3339 timestamp with its offset: 2026-01-31T12:00:00Z");
                break;
            case Rfc3339.Outcome.OutOfRange:
                WireException.Throw(ref reader, WireFault.OutOfRange, "must be within the years 0001 to 9999 in UTC");
                break;
        }

        return value;
    }

    /// <inheritdoc/>
    public static bool TryReadWire(ref WireCursor cursor, out DateTimeOffset value)
    {
        value = default;
        return cursor.TryText(out ReadOnlySpan<byte> text) && Rfc3339.Parse(text, out value) == Rfc3339.Outcome.Read;
    }

    /// <inheritdoc/>
    public static void WriteWire(ref WireWriter writer, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[Rfc3339.MostBytes];
        writer.WriteQuoted(text[..Rfc3339.Format(value, text)]);
    }
}
