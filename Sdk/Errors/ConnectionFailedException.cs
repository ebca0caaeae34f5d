using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>No connection could be made.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Raised by the client only, with the table's code.")]
public sealed class ConnectionFailedException : HostException
{
    /// <summary>The error, raised by the client itself.</summary>
    public ConnectionFailedException(string message, Exception? innerException = null)
        : base(BuiltInErrors.ConnectionFailed, message, innerException: innerException)
    {
    }
}
