using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>
/// Errors as problem details (RFC 9457): <c>{"type":"urn:virtwire:error:NoDomain","title":"NoDomain","status":404,"detail":"…","code":1001,"hint":"…",…}</c>.
/// </summary>
internal static class Problems
{
    /// <summary>The media type.</summary>
    internal const string MediaType = "application/problem+json";

    private const string TypePrefix = "urn:virtwire:error:";

    /// <summary>Answers with an error of the API.</summary>
    internal static Task WriteAsync(HttpExchange exchange, ErrorPayload error) => WriteAsync(exchange, exchange.Core.HttpStatusOf(error.Code), json =>
    {
        json.WriteString("type", TypePrefix + (error.Name ?? "Unknown"));
        json.WriteString("title", error.Name ?? "Unknown");
        json.WriteNumber("status", exchange.Core.HttpStatusOf(error.Code));
        json.WriteString("detail", error.Message);
        json.WriteNumber("code", error.Code);
        Write(json, "object", error.Subject);
        if (error.Hint is { } hint)
            json.WriteString("hint", hint);
        if (error.TraceId is { } trace)
            json.WriteString("traceId", trace);
        Write(json, "details", error.Details);
    });

    /// <summary>Answers with what is wrong with the request as such.</summary>
    internal static Task WriteAsync(HttpExchange exchange, HttpRefusal refusal)
    {
        if (refusal.Allow is { } allow)
            exchange.Context.Response.Headers.Allow = allow;
        return WriteAsync(exchange, refusal.Status, json =>
        {
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(refusal.Status));
            json.WriteNumber("status", refusal.Status);
            json.WriteString("detail", refusal.Message);
            json.WriteString("traceId", Refusals.NewTraceId());
        });
    }

    private static Task WriteAsync(HttpExchange exchange, int status, Action<Utf8JsonWriter> members)
    {
        exchange.Context.Response.StatusCode = status;
        if (status == (int)HttpStatusCode.Unauthorized)
            exchange.Context.Response.Headers.WWWAuthenticate = "Bearer";
        return Bodies.WriteAsync(exchange, members, MediaType);
    }

    private static void Write(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is not { } element)
            return;
        json.WritePropertyName(name);
        element.WriteTo(json);
    }
}
