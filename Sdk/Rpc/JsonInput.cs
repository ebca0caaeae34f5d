using System.Text.Json;

namespace Virtwire.Sdk.Rpc;

/// <summary>How JSON from a peer is read.</summary>
internal static class JsonInput
{
    /// <summary>How deep a whole message may be nested.</summary>
    public const int MaxDepth = 64;

    /// <summary>The options of every reader of a peer's JSON: strict, and bounded in depth.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>A reader of a whole message.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> message) => new(message, Options);

    /// <summary>Whether a message is an array, in JSON-RPC a batch: only its first token is looked at.</summary>
    public static bool IsArray(ReadOnlySpan<byte> message)
    {
        var first = message.IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && message[first] == '[';
    }

    /// <summary>
    /// Why a reader with our options refused the message, asked after it did: the reader says the same for what is no JSON and
    /// for what is nested too deep.
    /// </summary>
    public static EnvelopeFault FaultOf(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    return EnvelopeFault.TooDeep;
            }
        }
        catch (JsonException)
        {
            // Not JSON, and not too deep up to there.
        }

        return EnvelopeFault.Syntax;
    }
}
