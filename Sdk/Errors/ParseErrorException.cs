using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>The message was not JSON (JSON-RPC's -32700).</summary>
[SuppressMessage("Design", "CA1032", Justification = "An error without a code cannot travel.")]
public sealed class ParseErrorException : HostException
{
    /// <summary>The error as a peer sent it.</summary>
    public ParseErrorException(ErrorPayload payload)
        : base(payload, BuiltInErrors.ParseError)
    {
    }

    /// <summary>The error, raised here.</summary>
    public ParseErrorException(string message, Exception? innerException = null)
        : base(BuiltInErrors.ParseError, message, innerException: innerException)
    {
    }
}
