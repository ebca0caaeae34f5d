using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Framing;

/// <summary>What the lines of one header have said so far.</summary>
/// <param name="ContentLength">The length of the body; -1 while no line has said it.</param>
internal record struct HeaderFields(long ContentLength)
{
    /// <summary>No line yet.</summary>
    public static readonly HeaderFields None = new(-1);

    /// <summary>Takes in one line, its end not included. Names are compared without case, unknown ones are passed over.</summary>
    public FramingFault Add(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || !Ascii.IsValid(line) || line[..colon].ContainsAny((byte)' ', (byte)'\t'))
            return FramingFault.HeaderSyntax;

        var name = line[..colon];
        var value = line[(colon + 1)..].Trim(" \t"u8);
        if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
            return AddLength(value);
        if (Ascii.EqualsIgnoreCase(name, "Content-Type"u8) && !IsUtf8(value))
            return FramingFault.CharsetUnsupported;
        return FramingFault.None;
    }

    private FramingFault AddLength(ReadOnlySpan<byte> value)
    {
        if (ContentLength >= 0)
            return FramingFault.LengthRepeated;
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return FramingFault.LengthInvalid;
        ContentLength = length;
        return FramingFault.None;
    }

    /// <summary>Whether a media type leaves the encoding open or names UTF-8, also as <c>utf8</c>, which older clients send.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> mediaType)
    {
        foreach (var part in mediaType.Split((byte)';'))
        {
            var parameter = mediaType[part].Trim(" \t"u8);
            if (parameter.Length >= 8 && Ascii.EqualsIgnoreCase(parameter[..8], "charset="u8))
            {
                var charset = parameter[8..].Trim((byte)'"');
                return Ascii.EqualsIgnoreCase(charset, "utf-8"u8) || Ascii.EqualsIgnoreCase(charset, "utf8"u8);
            }
        }

        return true;
    }
}
