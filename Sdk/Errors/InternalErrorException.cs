using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>The server failed in a way that it did not foresee (JSON-RPC's -32603).</summary>
[SuppressMessage("Design", "CA1032", Justification = "An error without a code cannot travel.")]
public sealed class InternalErrorException : HostException
{
    /// <summary>The error as a peer sent it.</summary>
    public InternalErrorException(ErrorPayload payload)
        : base(payload, BuiltInErrors.InternalError)
    {
    }

    /// <summary>The error, raised here.</summary>
    public InternalErrorException(string message, Exception? innerException = null)
        : base(BuiltInErrors.InternalError, message, innerException: innerException)
    {
    }
}
