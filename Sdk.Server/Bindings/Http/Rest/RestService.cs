using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Virtwire.Sdk.Server.Bindings.Http.Calls;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>
/// All methods as resources of HTTP, by routes that are computed from the schema: <c>GET /api/domains</c>, <c>POST /api/domains/web1/suspend</c>.
/// A request is one call in a session of its own.
/// </summary>
internal sealed class RestService : HttpService
{
    private RestRoutes? _routes;

    /// <inheritdoc/>
    internal override string Name => "rest";

    /// <inheritdoc/>
    internal override bool Owns(PathString path) => path.StartsWithSegments(RestRoutes.Prefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    internal override async Task ServeAsync(HttpExchange exchange)
    {
        // The schema never changes while a server runs, and two that make the table at once make the same.
        var routes = _routes ??= new RestRoutes(exchange.Core.Schema);
        var target = RestTarget.Of(exchange);
        var match = RestMatch.Find(routes, target.Segments) ?? throw Bodies.NoRoute(exchange);
        var allowed = string.Join(", ", match.Place.Allowed(match.Word));
        var request = exchange.Context.Request;
        if (HttpMethods.IsOptions(request.Method))
        {
            exchange.Context.Response.Headers.Allow = allowed;
            exchange.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var method = match.Place.Find(match.Word, request.Method)
            ?? throw new HttpRefusal(HttpStatusCode.MethodNotAllowed, $"'{target.Path}' is for {allowed}.") { Allow = allowed };
        var parameters = RestParams.Make(exchange, routes, match, method, target, await BodyAsync(exchange).ConfigureAwait(false));
        var answer = await HttpCall.AskAsync(exchange, method.Utf8Name, parameters).ConfigureAwait(false);
        if (answer.Error is { } error)
            await Problems.WriteAsync(exchange, error).ConfigureAwait(false);
        else
            await RestAnswers.WriteAsync(exchange, routes, method, target, answer.Result).ConfigureAwait(false);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> BodyAsync(HttpExchange exchange)
    {
        if (!exchange.Context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody)
            return default;
        var body = await Bodies.ReadAsync(exchange).ConfigureAwait(false);
        if (body.IsEmpty)
            return body;
        if (!HttpMethods.IsPost(exchange.Context.Request.Method))
            throw new HttpRefusal(HttpStatusCode.BadRequest, $"{exchange.Context.Request.Method} has no body here: give parameters in the query, or use POST where it is allowed.");
        Bodies.RequireType(exchange, Bodies.Json);
        return body;
    }
}
