namespace Virtwire.Sdk.Server.Bindings.Http.Calls;

/// <summary>How a call was answered.</summary>
/// <param name="Result">The result as JSON text; empty where there is an error.</param>
/// <param name="Error">The error; null where there is a result.</param>
internal readonly record struct HttpAnswer(ReadOnlyMemory<byte> Result, ErrorPayload? Error);
