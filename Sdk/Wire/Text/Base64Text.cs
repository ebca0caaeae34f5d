using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Wire.Text;

/// <summary>Strict RFC 4648 base64: the framework's decoder skips white space and ignores bits beyond the last byte.</summary>
internal static class Base64Text
{
    private static ReadOnlySpan<byte> Alphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 != 0)
            return false;
        var padding = text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0;
        if (padding > 0 && HasSpareBits(text[^(padding + 1)], padding))
            return false;
        bytes = new byte[(text.Length / 4 * 3) - padding];
        return Base64.DecodeFromUtf8(text, bytes, out var read, out var written) == OperationStatus.Done
            && read == text.Length && written == bytes.Length;
    }

    private static bool HasSpareBits(byte last, int padding) => (Alphabet.IndexOf(last) & (padding == 2 ? 0b1111 : 0b11)) != 0;
}
