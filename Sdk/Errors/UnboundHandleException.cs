using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>A handle was used that was made without a connection, as a mock is.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Raised by the client only, with the table's code.")]
public sealed class UnboundHandleException : HostException
{
    /// <summary>The error, raised by the client itself.</summary>
    public UnboundHandleException(string message, Exception? innerException = null)
        : base(BuiltInErrors.UnboundHandle, message, innerException: innerException)
    {
    }
}
