using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>The message was JSON, but no JSON-RPC 2.0 request (-32600).</summary>
[SuppressMessage("Design", "CA1032", Justification = "An error without a code cannot travel.")]
public sealed class InvalidRequestException : HostException
{
    /// <summary>The error as a peer sent it.</summary>
    public InvalidRequestException(ErrorPayload payload)
        : base(payload, BuiltInErrors.InvalidRequest)
    {
    }

    /// <summary>The error, raised here.</summary>
    public InvalidRequestException(string message, Exception? innerException = null)
        : base(BuiltInErrors.InvalidRequest, message, innerException: innerException)
    {
    }
}
