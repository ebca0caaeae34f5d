using Microsoft.AspNetCore.Http;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>A request, and who sent it.</summary>
/// <param name="Context">The request and its answer.</param>
/// <param name="Connection">The connection that it came on.</param>
internal readonly record struct HttpExchange(HttpContext Context, HttpConnection Connection)
{
    /// <summary>What all sessions share.</summary>
    internal ServerCore Core => Connection.Core;

    /// <summary>Who sent it.</summary>
    internal PeerIdentity Peer => HttpSignIn.PeerOf(this);

    /// <summary>The path.</summary>
    internal PathString Path => Context.Request.Path;

    /// <summary>Cancelled when nobody waits for the answer any more.</summary>
    internal CancellationToken Aborted => Context.RequestAborted;
}
