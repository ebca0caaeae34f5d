using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>The connection broke while the call was in flight: whether the server ran it is unknown.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Raised by the client only, with the table's code.")]
public sealed class ConnectionLostException : HostException
{
    /// <summary>The error, raised by the client itself.</summary>
    public ConnectionLostException(string message, Exception? innerException = null)
        : base(BuiltInErrors.ConnectionLost, message, innerException: innerException)
    {
    }
}
