using System.Text.Json;

namespace Virtwire.Sdk.Rpc;

/// <summary>The names that JSON-RPC and its conventions here use, encoded once.</summary>
internal static class JsonRpcNames
{
    public static readonly JsonEncodedText Deadline = JsonEncodedText.Encode("deadline");
    public static readonly JsonEncodedText TraceParent = JsonEncodedText.Encode("traceparent");
    public static readonly JsonEncodedText IdempotencyKey = JsonEncodedText.Encode("idempotencyKey");

    /// <summary>The notification that takes a call back.</summary>
    public static readonly JsonEncodedText CancelRequest = JsonEncodedText.Encode("$/cancelRequest");
}
