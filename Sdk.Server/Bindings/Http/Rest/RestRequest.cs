using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>A call as a request: for the examples of descriptions.</summary>
/// <param name="HttpMethod">GET, POST or DELETE.</param>
/// <param name="Route">The route that it takes.</param>
/// <param name="Keys">The keys in the path, encoded, from the left.</param>
/// <param name="Query">The names and values of the query, not encoded.</param>
/// <param name="Body">The body, a JSON object; null for none.</param>
internal sealed record RestRequest(
    string HttpMethod, RestRoute Route, IReadOnlyList<string> Keys, IReadOnlyList<KeyValuePair<string, string>> Query, string? Body)
{
    /// <summary>The path and the query.</summary>
    internal string Target => Route.Keys.Zip(Keys).Aggregate(
        Route.Template,
        static (path, key) => path.Replace($"{{{key.First.Name}}}", key.Second, StringComparison.Ordinal))
        + string.Concat(Query.Select(static (pair, i) => $"{(i == 0 ? '?' : '&')}{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>The request of a call.</summary>
    /// <param name="route">The method's route.</param>
    /// <param name="parameters">The call's parameters.</param>
    /// <returns>Null where the receiver is named by a key that no route has.</returns>
    internal static RestRequest? Of(RestRoute route, JsonElement parameters)
    {
        if (KeysOf(route, parameters) is not { } keys)
            return route.Also is { } also ? Of(also, parameters) : null;
        var receives = keys.Count > 0 ? route.Place.Receives : null;
        var others = parameters.EnumerateObject().Where(p => p.Name != receives).ToList();
        if (!HttpMethods.IsPost(route.HttpMethod))
            return new RestRequest(route.HttpMethod, route, keys, [.. others.SelectMany(Texts)], null);
        return new RestRequest(route.HttpMethod, route, keys, [], others.Count == 0 ? null : Write(others));
    }

    private static List<string>? KeysOf(RestRoute route, JsonElement parameters)
    {
        var found = new List<string>();
        if (route.Keys.Count == 0)
            return found;
        if (!parameters.TryGetProperty(route.Place.Receives!, out var handle))
            return null;
        for (var i = route.Keys.Count - 1; i >= 0; i--)
        {
            var keys = route.Keys[i].Keys;
            if (keys.SegmentOf(handle) is not { } segment)
                return null;
            found.Insert(0, segment);
            if (keys.Parent is { } parent && !handle.TryGetProperty(parent, out handle))
                return null;
        }

        return found;
    }

    private static IEnumerable<KeyValuePair<string, string>> Texts(JsonProperty parameter) => parameter.Value.ValueKind == JsonValueKind.Array
        ? parameter.Value.EnumerateArray().Select(item => new KeyValuePair<string, string>(parameter.Name, item.ToString()))
        : [new(parameter.Name, Text(parameter.Value))];

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : value.ToString();

    private static string Write(List<JsonProperty> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, WireFormat.WriterOptions))
        {
            json.WriteStartObject();
            foreach (var member in members)
                member.WriteTo(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
