using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>What the codecs of whole numbers share.</summary>
internal static class WholeNumber
{
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

    /// <summary>Refuses a whole number that its type cannot hold.</summary>
    [DoesNotReturn]
    public static void OutOfRange(ref Utf8JsonReader reader, string least, string most) =>
        WireException.Throw(ref reader, WireFault.OutOfRange, $"must be from {least} to {most}");
}
