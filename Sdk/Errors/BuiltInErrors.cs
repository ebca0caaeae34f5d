namespace Virtwire.Sdk;

/// <summary>
/// The errors that no schema declares: JSON-RPC 2.0's own, and those that a client raises itself, whose codes are from the range that
/// JSON-RPC leaves to implementations and never go onto the wire.
/// </summary>
public static class BuiltInErrors
{
    /// <summary>The message is not JSON.</summary>
    public static ErrorDescriptor ParseError { get; } = new("ParseError", -32700)
    {
        Http = 400,
        Hint = "Send one JSON text in UTF-8 a frame.",
    };

    /// <summary>The message is JSON, but no JSON-RPC 2.0 request.</summary>
    public static ErrorDescriptor InvalidRequest { get; } = new("InvalidRequest", -32600)
    {
        Http = 400,
        Hint = """Send {"jsonrpc":"2.0","id":1,"method":"Resource.verb","params":{…}}.""",
    };

    /// <summary>The server has no such method.</summary>
    public static ErrorDescriptor MethodNotFound { get; } = new("MethodNotFound", -32601)
    {
        Http = 404,
        Hint = "Ask Rpc.discover for the methods of this server.",
    };

    /// <summary>A parameter is unknown, missing, mistyped or against a constraint.</summary>
    public static ErrorDescriptor InvalidParams { get; } = new("InvalidParams", -32602)
    {
        Http = 400,
        Hint = "Compare the parameters with the method's description in Rpc.discover.",
    };

    /// <summary>The server failed in a way that it did not foresee.</summary>
    public static ErrorDescriptor InternalError { get; } = new("InternalError", -32603)
    {
        Http = 500,
        Hint = "Look for the trace id in the server's log.",
    };

    /// <summary>The connection broke while the call was in flight.</summary>
    public static ErrorDescriptor ConnectionLost { get; } = new("ConnectionLost", -32000)
    {
        Http = 503,
        Retry = RetryClass.Later,
        Hint = "Whether the call was run is unknown. Look at the object's state before making the call again, or send an idempotency key with it.",
    };

    /// <summary>No connection could be made.</summary>
    public static ErrorDescriptor ConnectionFailed { get; } = new("ConnectionFailed", -32001)
    {
        Http = 503,
        Retry = RetryClass.Later,
        Hint = "See that the daemon runs and listens where the connection URI points to.",
    };

    /// <summary>The peer answered what the schema does not allow.</summary>
    public static ErrorDescriptor MalformedAnswer { get; } = new("MalformedAnswer", -32002)
    {
        Http = 502,
        Hint = "Compare the versions of the client and the server.",
    };

    /// <summary>A handle was used that was made without a connection.</summary>
    public static ErrorDescriptor UnboundHandle { get; } = new("UnboundHandle", -32003)
    {
        Http = 500,
        Hint = "Get the object from a connection's collection: a lookup, a list, or Bind.",
    };

    /// <summary>All of them, those of the wire first.</summary>
    public static IReadOnlyList<ErrorDescriptor> All { get; } =
    [
        ParseError, InvalidRequest, MethodNotFound, InvalidParams, InternalError,
        ConnectionLost, ConnectionFailed, MalformedAnswer, UnboundHandle,
    ];

    /// <summary>The exception for an error of JSON-RPC's own; null for any other.</summary>
    internal static HostException? Create(ErrorPayload payload) => payload.Code switch
    {
        -32700 => new ParseErrorException(payload),
        -32600 => new InvalidRequestException(payload),
        -32601 => new MethodNotFoundException(payload),
        -32602 => new InvalidParamsException(payload),
        -32603 => new InternalErrorException(payload),
        _ => null,
    };
}
