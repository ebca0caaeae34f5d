using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Virtwire.Sdk.Server.Files;

/// <summary>
/// A JSON value with a checksum, on one line: <c>{"sha256":"…","content":…}</c>. What was cut off, or changed by anybody but its writer, is
/// told from what was written.
/// </summary>
internal static class SealedJson
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value, with a line end.</summary>
    /// <param name="content">Writes the value itself.</param>
    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Form))
            content(json);
        var sum = Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
        return [.. Encoding.ASCII.GetBytes($$"""{"sha256":"{{sum}}","content":"""), .. buffer.WrittenSpan, (byte)'}', (byte)'\n'];
    }

    /// <summary>Reads what <see cref="Write"/> wrote, with or without its line end.</summary>
    /// <exception cref="FormatException">It is something else; the message says what is wrong, as the rest of a sentence.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> text)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(text.Span);
        }
        catch (JsonException)
        {
            throw new FormatException("is no JSON, or only the beginning of one");
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("sha256", out var sum) || sum.ValueKind != JsonValueKind.String
            || !root.TryGetProperty("content", out var content))
        {
            throw new FormatException("was not written by this program");
        }

        return sum.ValueEquals(Convert.ToHexStringLower(SHA256.HashData(JsonMarshal.GetRawUtf8Value(content))))
            ? content
            : throw new FormatException("is damaged: its checksum does not match");
    }
}
