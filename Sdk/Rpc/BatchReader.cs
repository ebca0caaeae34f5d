using System.Text.Json;

namespace Virtwire.Sdk.Rpc;

/// <summary>Takes a JSON-RPC batch apart into its messages. Each is then an <see cref="Envelope"/> of its own.</summary>
internal ref struct BatchReader
{
    private readonly ReadOnlySpan<byte> _message;
    private Utf8JsonReader _reader;

    private BatchReader(ReadOnlySpan<byte> message)
    {
        _message = message;
        _reader = JsonInput.Reader(message);
        _reader.Read();
    }

    /// <summary>The bytes of the message that was moved to.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>
    /// Checks a whole batch before any of it is run, because a batch that is not valid JSON is one parse error. The message must
    /// be an array: see <see cref="JsonInput.IsArray"/>.
    /// </summary>
    public static bool TryOpen(ReadOnlySpan<byte> message, out BatchReader batch, out int count, out EnvelopeFault fault)
    {
        count = 0;
        batch = default;
        try
        {
            var reader = JsonInput.Reader(message);
            while (reader.Read())
            {
                // Values at the first level are counted where they begin.
                if (reader.CurrentDepth == 1 && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
                    count++;
            }

            batch = new BatchReader(message);
            fault = EnvelopeFault.None;
            return true;
        }
        catch (JsonException)
        {
            fault = JsonInput.FaultOf(message);
            return false;
        }
    }

    /// <summary>Moves to the next message; false after the last.</summary>
    public bool MoveNext()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndArray)
            return false;
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        Current = _message[start..(int)_reader.BytesConsumed];
        return true;
    }
}
