using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>A frame that no client may send: it is answered with ERROR, and the connection is closed.</summary>
/// <param name="message">What is wrong, as a sentence.</param>
[SuppressMessage("Design", "CA1032", Justification = "Raised here only.")]
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the binding.")]
internal sealed class StompFaultException(string message) : Exception(message)
{
    /// <summary>The versions that are spoken here, where that is what is wrong.</summary>
    public string? Versions { get; init; }
}
