using System.Net;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>The identity of a request: the holder of the token in <c>Authorization: Bearer</c>, or where there is none whoever the connection is of.</summary>
internal static class HttpSignIn
{
    private const string Scheme = "Bearer ";

    /// <summary>Looks at the token of a request; once for all that serve it.</summary>
    /// <exception cref="HttpRefusal">The header holds something else.</exception>
    /// <exception cref="HostException">The token is refused.</exception>
    internal static void Require(HttpExchange exchange)
    {
        if (exchange.Context.Request.Headers.Authorization is not [{ } given, ..])
            return;
        if (!given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw new HttpRefusal(HttpStatusCode.Unauthorized, "The header Authorization must hold 'Bearer' and a token.");
        exchange.Context.Features.Set(exchange.Connection.Session.Authenticate(given[Scheme.Length..].Trim()));
    }

    /// <summary>Who sent a request.</summary>
    internal static PeerIdentity PeerOf(HttpExchange exchange) => exchange.Context.Features.Get<PeerIdentity>() ?? exchange.Connection.Session.Peer;
}
