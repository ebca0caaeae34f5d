using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>How JSON from a peer is read.</summary>
internal static class JsonInput
{
    /// <summary>A reader of a whole message: strict, and bounded in depth.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> message) => new(message, WireFormat.ReaderOptions);

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
                if (reader.CurrentDepth >= WireFormat.MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
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
