namespace Virtwire.Sdk.Wire.Text;

/// <summary>The <c>number</c> rule of RFC 8259. The framework's parsers take more: <c>1.</c>, <c>.5</c>, <c>01</c>, <c>NaN</c>.</summary>
internal static class NumberSyntax
{
    /// <summary>How long the number is with which the text begins; 0 where it begins with none, or something else follows it.</summary>
    public static int LengthOf(ReadOnlySpan<byte> text)
    {
        var at = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        if (at < text.Length && text[at] == '0')
            at++;
        else if (!TryDigits(text, ref at))
            return 0;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (!TryDigits(text, ref at))
                return 0;
        }

        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
                at++;
            if (!TryDigits(text, ref at))
                return 0;
        }

        return EndsAt(text, at) ? at : 0;
    }

    /// <summary>Whether a number may end there: at the end of the text, or where our writer goes on after a value.</summary>
    public static bool EndsAt(ReadOnlySpan<byte> text, int end) =>
        end == text.Length || text[end] is (byte)',' or (byte)'}' or (byte)']';

    private static bool TryDigits(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
            at++;
        return at > start;
    }
}
