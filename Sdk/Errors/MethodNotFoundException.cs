using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>The server has no such method (JSON-RPC's -32601).</summary>
[SuppressMessage("Design", "CA1032", Justification = "An error without a code cannot travel.")]
public sealed class MethodNotFoundException : HostException
{
    /// <summary>The error as a peer sent it.</summary>
    public MethodNotFoundException(ErrorPayload payload)
        : base(payload, BuiltInErrors.MethodNotFound)
    {
    }

    /// <summary>The error, raised here.</summary>
    public MethodNotFoundException(string message, Exception? innerException = null)
        : base(BuiltInErrors.MethodNotFound, message, innerException: innerException)
    {
    }
}
