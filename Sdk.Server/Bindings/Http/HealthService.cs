using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>
/// Says whether the server lives and is ready, to whoever asks: <c>/health</c>, <c>/health/live</c>, <c>/health/ready</c>; and which versions of which API it
/// speaks: <c>/versions</c>.
/// </summary>
internal sealed class HealthService : HttpService
{
    /// <inheritdoc/>
    internal override string Name => "health";

    /// <inheritdoc/>
    internal override bool Calls => false;

    /// <inheritdoc/>
    internal override bool Owns(PathString path) => path.StartsWithSegments("/health") || path == "/versions";

    /// <inheritdoc/>
    internal override Task ServeAsync(HttpExchange exchange)
    {
        Bodies.RequireMethod(exchange, HttpMethods.Get);
        return exchange.Path.Value switch
        {
            "/health" or "/health/live" or "/health/ready" => HealthAsync(exchange),
            "/versions" => VersionsAsync(exchange),
            _ => throw Bodies.NoRoute(exchange),
        };
    }

    // A server that is about to stop lives, and is not ready for more.
    private static Task HealthAsync(HttpExchange exchange)
    {
        var ready = !exchange.Core.IsStopping || exchange.Path.Value == "/health/live";
        exchange.Context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Bodies.WriteAsync(exchange, json => json.WriteString("status", ready ? "pass" : "fail"), "application/health+json");
    }

    private static Task VersionsAsync(HttpExchange exchange) => Bodies.WriteAsync(exchange, json =>
    {
        json.WriteStartObject("server");
        var (name, version) = exchange.Core.Product;
        json.WriteString("name", name);
        json.WriteString("version", version);
        json.WriteEndObject();
        json.WriteStartObject("versions");
        foreach (var api in exchange.Core.Apis)
            WriteRange(json, api);
        json.WriteEndObject();
    });

    private static void WriteRange(Utf8JsonWriter json, ApiDescription api)
    {
        json.WriteStartObject(api.Namespace);
        json.WriteString("min", new ApiVersion(api.Version.Major, 0).ToString());
        json.WriteString("max", api.Version.ToString());
        json.WriteEndObject();
    }
}
