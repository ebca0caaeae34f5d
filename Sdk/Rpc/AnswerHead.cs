namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Recognizes a successful answer as our own server writes it, <c>{"jsonrpc":"2.0","id":7,"result":…}</c>, without parsing it:
/// then its result is parsed once instead of twice. Whatever looks otherwise goes the general way, and so does what looks so
/// and then proves to be something else.
/// </summary>
internal static class AnswerHead
{
    /// <summary>What may be the result, to be read to its very end; false where the message looks otherwise.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out long id, out ReadOnlySpan<byte> result)
    {
        id = 0;
        result = default;
        var beforeId = "{\"jsonrpc\":\"2.0\",\"id\":"u8;
        var beforeResult = ",\"result\":"u8;
        if (!message.StartsWith(beforeId) || message[^1] != '}')
            return false;

        var rest = message[beforeId.Length..^1];
        if (!CallId.TryParse(rest, out id, out var length) || !rest[length..].StartsWith(beforeResult))
            return false;
        result = rest[(length + beforeResult.Length)..];
        return true;
    }
}
