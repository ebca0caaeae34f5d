using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>
/// What a browser can be made to send by a page of somebody else's: a request whose Origin is another site's, or one to a name that was pointed at this machine's loopback
/// (DNS rebinding). Neither is served.
/// </summary>
internal static class HttpGuard
{
    /// <summary>Looks at the headers of a request.</summary>
    /// <exception cref="HttpRefusal">It is not to be served.</exception>
    internal static void Require(HttpExchange exchange)
    {
        var request = exchange.Context.Request;
        if (IsLoopback(exchange.Connection.Socket) && !IsKnownHost(request.Host) && !exchange.Core.Policy.Hosts.Contains(request.Host.Host))
        {
            throw new HttpRefusal(
                HttpStatusCode.MisdirectedRequest, $"'{request.Host}' is no name of this machine's own. Use localhost, 127.0.0.1 or [::1].");
        }

        if (request.Headers.Origin is [{ } origin, ..] && !IsSameOrigin(request, origin) && !exchange.Core.Policy.Origins.Contains(origin))
            throw new HttpRefusal(HttpStatusCode.Forbidden, $"Pages of '{origin}' may not call this server.");
    }

    // A unix socket cannot be reached by a name at all.
    private static bool IsLoopback(Socket? socket) => socket is { LocalEndPoint: IPEndPoint { Address: var address } } && IPAddress.IsLoopback(address);

    private static bool IsKnownHost(HostString host)
    {
        if (!host.HasValue)
            return true;
        return host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static bool IsSameOrigin(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && from.Scheme == request.Scheme
        && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
