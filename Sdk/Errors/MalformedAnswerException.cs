using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>The peer answered what the schema does not allow.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Raised by the client only, with the table's code.")]
public sealed class MalformedAnswerException : HostException
{
    /// <summary>The error, raised by the client itself.</summary>
    public MalformedAnswerException(string message, Exception? innerException = null)
        : base(BuiltInErrors.MalformedAnswer, message, innerException: innerException)
    {
    }
}
