using System.Net;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>What is wrong with a request as such, whatever it asks for: there is no error of the API for it.</summary>
/// <param name="status">The status.</param>
/// <param name="message">What is wrong, and what would be right.</param>
internal sealed class HttpRefusal(HttpStatusCode status, string message) : Exception(message)
{
    /// <summary>The status.</summary>
    internal int Status => (int)status;

    /// <summary>The methods that the path knows; for 405.</summary>
    internal string? Allow { get; init; }
}
