using System.Runtime.InteropServices;
using System.Text.Json;

namespace Virtwire.Sdk.Wire.Text;

/// <summary>Writes opaque JSON in the compact form: its tokens as they stand, its text with no escapes but those that must be.</summary>
internal static class JsonCopy
{
    // Whatever was let in when the element was parsed was let in for good.
    private static readonly JsonReaderOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = int.MaxValue,
    };

    /// <summary>Writes a value that is not <see cref="JsonValueKind.Undefined"/>.</summary>
    public static void Write(ref WireWriter writer, JsonElement value)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value), Options);
        var isNextItem = false;
        while (reader.Read())
        {
            var isValue = reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray);
            if (isNextItem && isValue)
                writer.NextItem();
            Token(ref writer, ref reader);
            isNextItem = reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
        }
    }

    private static void Token(ref WireWriter writer, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.BeginObject();
                break;
            case JsonTokenType.StartArray:
                writer.BeginArray();
                break;
            case JsonTokenType.EndObject:
                writer.EndObject();
                break;
            case JsonTokenType.EndArray:
                writer.EndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WriteNameOf(Text(ref reader));
                break;
            case JsonTokenType.String:
                TextEncoding.Write(ref writer, Text(ref reader));
                break;
            default:
                writer.WriteRaw(reader.ValueSpan);
                break;
        }
    }

    private static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        var unescaped = new byte[reader.ValueSpan.Length];
        return unescaped.AsSpan(0, reader.CopyString(unescaped));
    }
}
