using System.Text.Json;
using Virtwire.Sdk.Rpc;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>What travels beside a call's parameters. Members that are not known here are passed over.</summary>
/// <param name="Deadline">How long the caller waits; null for ever.</param>
/// <param name="TraceParent">The trace context.</param>
/// <param name="IdempotencyKey">The key under which a repeated call is the same call.</param>
internal readonly record struct JsonRpcMeta(TimeSpan? Deadline, string? TraceParent, string? IdempotencyKey)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>These, and what they do not say as the others do.</summary>
    internal JsonRpcMeta Or(in JsonRpcMeta others) =>
        new(Deadline ?? others.Deadline, TraceParent ?? others.TraceParent, IdempotencyKey ?? others.IdempotencyKey);

    /// <summary>Reads the metadata; false, and why, where a known member is not what it should be.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> json, out JsonRpcMeta meta, out ErrorPayload? refusal)
    {
        meta = default;
        refusal = null;
        if (json.IsEmpty)
            return true;
        var reader = JsonInput.Reader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wrong = TryReadMember(ref reader, ref meta);
            if (wrong is null)
                continue;
            refusal = JsonRpcErrors.Meta(wrong);
            return false;
        }

        return true;
    }

    private static string? TryReadMember(ref Utf8JsonReader reader, ref JsonRpcMeta meta)
    {
        try
        {
            return ReadMember(ref reader, ref meta);
        }
        catch (InvalidOperationException)
        {
            return "'meta' has a member whose name is not text: it holds half of a surrogate pair";
        }
    }

    private static string? ReadMember(ref Utf8JsonReader reader, ref JsonRpcMeta meta)
    {
        if (reader.ValueTextEquals(JsonRpcNames.Deadline.EncodedUtf8Bytes))
        {
            reader.Read();
            if (meta.Deadline is not null || reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var milliseconds) || !(milliseconds >= 0))
                return "'meta.deadline' must be a number of milliseconds, once";
            meta = meta with { Deadline = TimeSpan.FromMilliseconds(Math.Min(milliseconds, Longest.TotalMilliseconds)) };
            return null;
        }

        if (reader.ValueTextEquals(JsonRpcNames.TraceParent.EncodedUtf8Bytes))
        {
            if (meta.TraceParent is not null || !TryReadText(ref reader, out var text))
                return "'meta.traceparent' must be a string, once";
            meta = meta with { TraceParent = text };
            return null;
        }

        if (reader.ValueTextEquals(JsonRpcNames.IdempotencyKey.EncodedUtf8Bytes))
        {
            if (meta.IdempotencyKey is not null || !TryReadText(ref reader, out var text))
                return "'meta.idempotencyKey' must be a string, once";
            meta = meta with { IdempotencyKey = text };
            return null;
        }

        reader.Read();
        reader.Skip();
        return null;
    }

    private static bool TryReadText(ref Utf8JsonReader reader, out string? text)
    {
        text = null;
        reader.Read();
        try
        {
            text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Not text: bad UTF-8 or half of a surrogate pair.
        }

        return text is not null;
    }
}
