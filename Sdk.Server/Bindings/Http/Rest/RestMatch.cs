using System.Buffers;
using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>Where a path leads to.</summary>
/// <param name="Place">The place.</param>
/// <param name="Word">The method whose word ends the path; null where the path is the place's own.</param>
/// <param name="Handle">The last object of the path as JSON; null where there is none.</param>
internal readonly record struct RestMatch(RestPlace Place, RestMethod? Word, string? Handle)
{
    /// <summary>Follows a path; null where nothing is served at its end.</summary>
    /// <remarks>The word of a method stands for the method: an object of that name needs the prefix <c>name:</c>.</remarks>
    internal static RestMatch? Find(RestRoutes routes, IReadOnlyList<string> segments)
    {
        var place = routes.Root;
        string? handle = null;
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            if (place.Words.TryGetValue(segment, out var word))
                return i + 1 == segments.Count ? new RestMatch(place, word, handle) : null;
            if (place.Collections.TryGetValue(segment, out var collection))
            {
                place = collection;
            }
            else if (place is { Keys: { } keys, Object: { } at } && segment.Length > 0)
            {
                handle = Write(keys, segment, handle);
                place = at;
            }
            else
            {
                return null;
            }
        }

        return segments.Count == 0 || place.Short.Count == 0 ? null : new RestMatch(place, null, handle);
    }

    private static string Write(RestKeys keys, string segment, string? parent)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, WireFormat.WriterOptions))
            keys.Write(json, segment, parent);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
