using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk;

/// <summary>A connection URI cannot be understood. The message says what is wrong with which part of it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Raised for a URI only.")]
public sealed class ConnectionUriException : FormatException
{
    /// <summary>A URI that cannot be understood.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="reason">What is wrong with it, as a sentence.</param>
    public ConnectionUriException(string uri, string reason)
        : base($"'{uri}' is not a connection URI. {reason}")
    {
        Uri = uri;
        Reason = reason;
    }

    /// <summary>The URI as it was given.</summary>
    public string Uri { get; }

    /// <summary>What is wrong with it, as a sentence.</summary>
    public string Reason { get; }
}
