using System.Text;

namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>How names and values of headers are written so that they end where they should.</summary>
internal static class StompEscaping
{
    private const byte Backslash = (byte)'\\';

    /// <summary>Whether all escapes in a name or value are ones that the version has.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text, StompVersion version)
    {
        for (var at = text.IndexOf(Backslash); at >= 0; at = text.IndexOf(Backslash))
        {
            if (at + 1 == text.Length || Unescaped(text[at + 1], version) == 0)
                return false;
            text = text[(at + 2)..];
        }

        return true;
    }

    /// <summary>The text of a name or value whose escapes are valid.</summary>
    /// <param name="text">What stands on the wire.</param>
    /// <param name="version">The version whose escapes it has; <see cref="StompVersion.V10"/> where it has none.</param>
    public static string Read(ReadOnlySpan<byte> text, StompVersion version)
    {
        if (version == StompVersion.V10 || !text.Contains(Backslash))
            return Encoding.UTF8.GetString(text);
        var plain = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
            plain[length++] = text[at] == Backslash ? Unescaped(text[++at], version) : text[at];
        return Encoding.UTF8.GetString(plain.AsSpan(0, length));
    }

    /// <summary>Appends a name or value.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="text">The text. What a version has no escape for becomes a space.</param>
    /// <param name="version">The version; <see cref="StompVersion.V10"/> for frames that have no escapes.</param>
    public static void Write(FrameBuffer output, string text, StompVersion version)
    {
        var room = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, room);
        if (!room[..length].ContainsAny("\\:\n\r\0"u8))
        {
            output.Advance(length);
            return;
        }

        foreach (var value in room[..length].ToArray())
            WriteByte(output, value, version);
    }

    private static void WriteByte(FrameBuffer output, byte value, StompVersion version)
    {
        ReadOnlySpan<byte> written = (value, version) switch
        {
            (0, _) => " "u8,
            ((byte)'\n' or (byte)'\r', StompVersion.V10) => " "u8,
            (Backslash, not StompVersion.V10) => "\\\\"u8,
            ((byte)'\n', _) => "\\n"u8,
            ((byte)':', not StompVersion.V10) => "\\c"u8,
            ((byte)'\r', StompVersion.V12) => "\\r"u8,
            _ => [value],
        };
        output.Append(written);
    }

    private static byte Unescaped(byte escape, StompVersion version) => escape switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'c' => (byte)':',
        Backslash => Backslash,
        (byte)'r' when version == StompVersion.V12 => (byte)'\r',
        _ => 0,
    };
}
