using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>The connection ended before the call was answered.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Raised by the client only, with the table's code.")]
public sealed class ConnectionLostException : HostException
{
    /// <summary>The error, raised by the client itself.</summary>
    /// <param name="message">How the connection ended, and what became of the call.</param>
    /// <param name="maybeSent">Whether the server may have run the call.</param>
    /// <param name="innerException">What ended the connection.</param>
    public ConnectionLostException(string message, bool maybeSent = true, Exception? innerException = null)
        : base(BuiltInErrors.ConnectionLost, message, innerException: innerException)
        => MaybeSent = maybeSent;

    /// <summary>
    /// Whether the request may have reached the server: then nobody knows whether the call was run. False says that it certainly
    /// was not, and that it is safe to make it again.
    /// </summary>
    public bool MaybeSent { get; }
}
