using Microsoft.AspNetCore.Http;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>
/// Pages of the origins that the policy names: their browser is told that they may read answers, and what they may ask, by the rules of cross-origin
/// resource sharing.
/// </summary>
internal static class HttpOrigins
{
    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private const string Seconds = "600";

    /// <summary>Tells the browser of an allowed page what it may; true where that is all that was asked.</summary>
    internal static bool Answer(HttpExchange exchange)
    {
        var (request, answer) = (exchange.Context.Request, exchange.Context.Response);
        if (request.Headers.Origin is not [{ } origin, ..] || !exchange.Core.Policy.Origins.Contains(origin))
            return false;
        answer.Headers.AccessControlAllowOrigin = origin;
        answer.Headers.Vary = "Origin";
        if (!HttpMethods.IsOptions(request.Method) || request.Headers.AccessControlRequestMethod.Count == 0)
            return false;
        answer.StatusCode = StatusCodes.Status204NoContent;
        answer.Headers.AccessControlAllowMethods = Methods;
        answer.Headers.AccessControlAllowHeaders = request.Headers.AccessControlRequestHeaders;
        answer.Headers.AccessControlMaxAge = Seconds;
        return true;
    }
}
