using System.Text.Json;

namespace Virtwire.Sdk.Rpc;

/// <summary>The names that JSON-RPC and its conventions here use, encoded once.</summary>
internal static class JsonRpcNames
{
    public static readonly JsonEncodedText JsonRpc = JsonEncodedText.Encode("jsonrpc");
    public static readonly JsonEncodedText Version = JsonEncodedText.Encode("2.0");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Method = JsonEncodedText.Encode("method");
    public static readonly JsonEncodedText Params = JsonEncodedText.Encode("params");
    public static readonly JsonEncodedText Result = JsonEncodedText.Encode("result");
    public static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    public static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    public static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    public static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    public static readonly JsonEncodedText Meta = JsonEncodedText.Encode("meta");
    public static readonly JsonEncodedText Deadline = JsonEncodedText.Encode("deadline");
    public static readonly JsonEncodedText TraceParent = JsonEncodedText.Encode("traceparent");
    public static readonly JsonEncodedText IdempotencyKey = JsonEncodedText.Encode("idempotencyKey");

    /// <summary>The notification that takes a call back.</summary>
    public static readonly JsonEncodedText CancelRequest = JsonEncodedText.Encode("$/cancelRequest");
}
