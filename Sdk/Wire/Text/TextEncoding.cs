using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Virtwire.Sdk.Wire.Text;

/// <summary>
/// Text as JSON strings. What needs no escapes is transcoded straight into the writer's memory; the rest is left to the encoder of
/// <see cref="WireFormat"/>, piece by piece.
/// </summary>
internal static class TextEncoding
{
    // So long that the encoder's start is paid rarely, so short that a piece with all its escapes fits on the stack.
    private const int PieceLength = 256;
    private const int MostEscapedLength = 6;
    private const int MostUtf8Bytes = 3;

    /// <summary>What stands for itself in ASCII.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    private static JavaScriptEncoder Encoder => WireFormat.Encoder;

    /// <summary>Writes text with its quotes. Halves of surrogate pairs become U+FFFD.</summary>
    public static void Write(ref WireWriter writer, scoped ReadOnlySpan<char> text)
    {
        if (!TryWritePlain(ref writer, text))
            WritePieces(ref writer, text);
    }

    /// <summary>Writes text with its quotes; false, and nothing is written, where it holds half of a surrogate pair.</summary>
    public static bool TryWrite(ref WireWriter writer, scoped ReadOnlySpan<char> text)
    {
        if (TryWritePlain(ref writer, text))
            return true;
        if (!WireText.IsValid(text))
            return false;
        WritePieces(ref writer, text);
        return true;
    }

    /// <summary>Writes UTF-8 with its quotes.</summary>
    public static void Write(ref WireWriter writer, scoped ReadOnlySpan<byte> utf8)
    {
        if (IsPlain(utf8))
        {
            writer.WriteQuoted(utf8);
            return;
        }

        writer.WriteRaw("\""u8);
        while (!utf8.IsEmpty)
        {
            Encoder.EncodeUtf8(utf8, writer.Room(PieceLength), out var consumed, out var written);
            writer.Written(written);
            utf8 = utf8[consumed..];
        }

        writer.WriteRaw("\""u8);
    }

    private static bool TryWritePlain(ref WireWriter writer, scoped ReadOnlySpan<char> text)
    {
        if (text.Length > PieceLength)
            return false;
        var room = writer.Room((MostUtf8Bytes * text.Length) + 2);
        if (!TryTranscode(text, room[1..], out var length))
            return false;
        room[0] = (byte)'"';
        room[length + 1] = (byte)'"';
        writer.Written(length + 2);
        return true;
    }

    private static bool TryTranscode(ReadOnlySpan<char> text, Span<byte> utf8, out int length) =>
        Utf8.FromUtf16(text, utf8, out _, out length, replaceInvalidSequences: false) == OperationStatus.Done && IsPlain(utf8[..length]);

    private static bool IsPlain(scoped ReadOnlySpan<byte> utf8)
    {
        var first = utf8.IndexOfAnyExcept(Plain);
        return first < 0 || (utf8[first] > 0x7F && Encoder.FindFirstCharacterToEncodeUtf8(utf8[first..]) < 0);
    }

    private static void WritePieces(ref WireWriter writer, scoped ReadOnlySpan<char> text)
    {
        Span<char> escaped = stackalloc char[PieceLength * MostEscapedLength];
        writer.WriteRaw("\""u8);
        while (!text.IsEmpty)
        {
            var piece = text[..LengthOfPiece(text)];
            text = text[piece.Length..];
            if (!TryTranscode(piece, writer.Room(MostUtf8Bytes * piece.Length), out var written))
            {
                Encoder.Encode(piece, escaped, out _, out var length);
                Utf8.FromUtf16(escaped[..length], writer.Room(MostUtf8Bytes * length), out _, out written);
            }

            writer.Written(written);
        }

        writer.WriteRaw("\""u8);
    }

    /// <summary>A piece never ends between the halves of a pair.</summary>
    private static int LengthOfPiece(ReadOnlySpan<char> text) =>
        text.Length <= PieceLength ? text.Length
        : char.IsSurrogatePair(text[PieceLength - 1], text[PieceLength]) ? PieceLength - 1
        : PieceLength;
}
