using System.Net;
using System.Text;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>Reads what stands percent-encoded in a path or a query.</summary>
internal static class PercentText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text.</summary>
    /// <param name="encoded">What stands there.</param>
    /// <param name="inQuery">Whether a plus stands for a space, as in queries.</param>
    /// <exception cref="HttpRefusal">A percent sign without two hexadecimal digits, or bytes that are not UTF-8.</exception>
    internal static string Decode(ReadOnlySpan<char> encoded, bool inQuery)
    {
        if (encoded.IndexOfAny('%', '+') < 0)
            return encoded.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(encoded.Length)];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%')
            {
                var c = inQuery && encoded[i] == '+' ? ' ' : encoded[i];
                length += Encoding.UTF8.GetBytes([c], bytes.AsSpan(length));
            }
            else if (i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                bytes[length++] = Convert.FromHexString(encoded.Slice(i + 1, 2))[0];
                i += 2;
            }
            else
            {
                throw Refused(encoded);
            }
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Refused(encoded);
        }
    }

    private static HttpRefusal Refused(ReadOnlySpan<char> encoded) =>
        new(HttpStatusCode.BadRequest, $"'{encoded}' is not percent-encoded UTF-8: % and two hexadecimal digits stand for a byte, %25 for the percent sign itself.");
}
