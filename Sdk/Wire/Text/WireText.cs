using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Virtwire.Sdk.Wire.Text;

/// <summary>The text of JSON strings and names, which the JSON reader hands out without looking at it.</summary>
internal static class WireText
{
    private const int QuotedLength = 64;

    /// <summary>The string or name on which the reader stands.</summary>
    public static string GetString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            NotText(ref reader);
            return null;
        }
    }

    /// <summary>The UTF-8 of the string or name on which the reader stands, without escapes: a copy, and checked.</summary>
    public static ReadOnlySpan<byte> Unescape(scoped ref Utf8JsonReader reader)
    {
        var copy = new byte[reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length];
        try
        {
            return copy.AsSpan(0, reader.CopyString(copy));
        }
        catch (InvalidOperationException)
        {
            NotText(ref reader);
            return default;
        }
    }

    /// <summary>The UTF-8 of the string on which the reader stands, without escapes. Unescaped text is not checked, and not copied.</summary>
    public static ReadOnlySpan<byte> Utf8(scoped ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped || reader.HasValueSequence ? Unescape(ref reader) : reader.ValueSpan;

    /// <summary>Requires that the string or name here is valid text.</summary>
    public static void Validate(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.HasValueSequence)
            Unescape(ref reader);
        else if (!System.Text.Unicode.Utf8.IsValid(reader.ValueSpan))
            NotText(ref reader);
    }

    /// <summary>Text for a message: quoted, short, and on one line whatever a peer sent.</summary>
    public static string Quote(scoped ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * QuotedLength)]);
        var quoted = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length > QuotedLength)
                return quoted.Append("…'").ToString();
            quoted.Append(Rune.IsControl(rune) ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>Whether UTF-16 text has no half of a surrogate pair.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        for (var next = text.IndexOfAnyInRange('\uD800', '\uDFFF'); next >= 0; next = text.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (next + 1 >= text.Length || !char.IsSurrogatePair(text[next], text[next + 1]))
                return false;
            text = text[(next + 2)..];
        }

        return true;
    }

    [DoesNotReturn]
    private static void NotText(ref Utf8JsonReader reader) =>
        WireException.Throw(ref reader, WireFault.NotText, "is not valid text: it holds bad UTF-8 or half of a surrogate pair");
}
