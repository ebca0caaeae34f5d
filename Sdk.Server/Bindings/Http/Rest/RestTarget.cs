using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>What a request asks for, as it stands in its first line: keys may hold slashes that are percent-encoded.</summary>
/// <param name="Path">The path, encoded.</param>
/// <param name="Segments">The segments behind the prefix, decoded.</param>
/// <param name="Query">The names and values of the query, decoded, in their order.</param>
internal sealed record RestTarget(string Path, IReadOnlyList<string> Segments, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    /// <summary>Reads a request's target.</summary>
    /// <exception cref="HttpRefusal">It is not percent-encoded as it should be.</exception>
    internal static RestTarget Of(HttpExchange exchange)
    {
        var raw = exchange.Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = raw.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? raw : raw[..question];

        // A proxy is asked with the whole URI.
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
            path = path.IndexOf('/', scheme + 3) is > 0 and var slash ? path[slash..] : "/";
        if (path != RestRoutes.Prefix && !path.StartsWith(RestRoutes.Prefix + "/", StringComparison.Ordinal))
            throw Bodies.NoRoute(exchange);
        var segments = path[RestRoutes.Prefix.Length..].Split('/').Skip(1).Select(static s => PercentText.Decode(s, inQuery: false));
        return new RestTarget(path, [.. segments], question < 0 ? [] : [.. Pairs(raw[(question + 1)..])]);
    }

    /// <summary>The same target with one parameter of the query set.</summary>
    internal string With(string name, string value) => Path + string.Concat(Query
        .Where(pair => pair.Key != name)
        .Append(new(name, value))
        .Select(static (pair, index) => $"{(index == 0 ? '?' : '&')}{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0
                ? new(PercentText.Decode(pair, inQuery: true), "")
                : new(PercentText.Decode(pair.AsSpan(0, equals), inQuery: true), PercentText.Decode(pair.AsSpan(equals + 1), inQuery: true));
        }
    }
}
