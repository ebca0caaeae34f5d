using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>What the codecs of whole numbers share.</summary>
internal static class WholeNumber
{
    // One more could be too large for a long.
    private const int MostDigits = 18;

    /// <summary>Whether the number here is digits alone. <c>1.0</c> and <c>1e2</c> are not: not every reader takes them for whole.</summary>
    public static bool IsWritten(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence)
            return !reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E');
        foreach (var piece in reader.ValueSequence)
        {
            if (piece.Span.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
                return false;
        }

        return true;
    }

    /// <summary>Takes a whole number of up to 18 digits, with nothing after it that could belong to it.</summary>
    public static bool TryRead(ref WireCursor cursor, out long value)
    {
        var text = cursor.Rest;
        var start = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        var end = start;
        value = 0;
        for (; end < text.Length && (uint)(text[end] - '0') <= 9; end++)
        {
            if (end - start == MostDigits)
                return false;
            value = (value * 10) + (text[end] - '0');
        }

        // No number begins with a zero but zero itself, and that has no sign.
        if (end == start || (text[start] == '0' && end > 1) || !NumberSyntax.EndsAt(text, end))
            return false;
        if (start > 0)
            value = -value;
        cursor.Take(end);
        return true;
    }

    /// <summary>Refuses a whole number that its type cannot hold.</summary>
    [DoesNotReturn]
    public static void OutOfRange(ref Utf8JsonReader reader, string least, string most) =>
        WireException.Throw(ref reader, WireFault.OutOfRange, $"must be from {least} to {most}");
}
