using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Virtwire.Sdk.Server.Bindings.Http.Calls;
using Virtwire.Sdk.Server.Bindings.Http.Rest;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.Http.Events;

/// <summary>
/// Events as an event stream of browsers (server-sent events): <c>GET /api/events?resource=Domain&amp;event=stateChanged</c>. The header
/// <c>Last-Event-ID</c> goes on where an earlier stream ended.
/// </summary>
internal sealed class EventStreamService : HttpService
{
    private const string Path = RestRoutes.Prefix + "/events";
    private static readonly byte[] Subscribe = "Events.subscribe"u8.ToArray();

    // What the query calls one of them, the method calls all of them.
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal) { ["resource"] = "resources", ["event"] = "kinds" };

    /// <inheritdoc/>
    internal override string Name => "sse";

    /// <inheritdoc/>
    internal override bool Calls => false;

    /// <inheritdoc/>
    internal override bool Owns(PathString path) => path.Equals(Path, StringComparison.Ordinal);

    /// <inheritdoc/>
    internal override async Task ServeAsync(HttpExchange exchange)
    {
        Bodies.RequireMethod(exchange, HttpMethods.Get);
        var parameters = ParametersOf(exchange);
        var stream = new EventStream(exchange);
        var session = RequestSessions.Open(exchange, stream);
        try
        {
            stream.BelongTo(session);
            var answer = await HttpCall.AskAsync(exchange, session, Subscribe, parameters).ConfigureAwait(false);
            if (answer.Error is { } error)
            {
                await Problems.WriteAsync(exchange, error).ConfigureAwait(false);
                return;
            }

            var response = exchange.Context.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            if (!HttpMethods.IsHead(exchange.Context.Request.Method))
                await stream.RunAsync(PositionIn(answer.Result.Span)).ConfigureAwait(false);
        }
        finally
        {
            session.Close();
        }
    }

    private static string PositionIn(ReadOnlySpan<byte> subscription) => JsonElement.Parse(subscription).GetProperty("position").GetString()!;

    private static byte[] ParametersOf(HttpExchange exchange)
    {
        var last = exchange.Context.Request.Headers["Last-Event-ID"].ToString();
        var query = RestTarget.Of(exchange).Query.Where(pair => pair.Key != "after" || last.Length == 0).ToList();
        var about = query.Where(static pair => pair.Key == "about").Select(static pair => pair.Value).ToList();
        if (about.Count > 1)
            throw new InvalidParamsException("about", $"'about' stands {about.Count} times in the query, and is one value.");
        return Encoding.UTF8.GetBytes(WireJson.Object(json =>
        {
            foreach (var (name, list) in Lists)
            {
                var values = query.Where(pair => pair.Key == name).Select(static pair => pair.Value).ToList();
                if (values.Count == 0)
                    continue;
                json.WriteStartArray(list);
                values.ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }

            if (last.Length > 0)
                json.WriteString("after", last);
            foreach (var (name, value) in query.Where(static pair => !Lists.ContainsKey(pair.Key)))
            {
                // A handle is JSON. What else the method does not know, it refuses.
                json.WritePropertyName(name);
                RestValues.WriteBuiltIn(json, name == "about" ? Schema.Model.BuiltInTypes.Json : Schema.Model.BuiltInTypes.String, value);
            }
        }).GetRawText());
    }
}
