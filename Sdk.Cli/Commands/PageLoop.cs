using System.Buffers;
using System.Text.Json;
using Virtwire.Sdk.Cli.Daemons;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>Fetches all pages of a list, unless the request asks for one with <c>limit</c>.</summary>
internal static class PageLoop
{
    /// <summary>
    /// The result object: as the daemon wrote it where one page holds all, else all items with the first page's position, from which a
    /// watcher misses nothing.
    /// </summary>
    public static async ValueTask<JsonElement> CollectAsync(string method, JsonElement request, IDaemon daemon, CancellationToken cancellationToken)
    {
        var page = await daemon.CallAsync(method, request, cancellationToken);
        if (request.TryGetProperty("limit", out _) || Next(page) is null)
            return page;
        var pages = new List<JsonElement> { page };
        for (var next = Next(page); next is not null; next = Next(page))
        {
            page = await daemon.CallAsync(method, With(request, "after", next), cancellationToken);
            if (Next(page) == next)
                throw new MalformedAnswerException($"{method} answers the same page again and again.");
            pages.Add(page);
        }

        return Merge(pages);
    }

    private static string? Next(JsonElement page) =>
        page.ValueKind == JsonValueKind.Object && page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;

    private static JsonElement With(JsonElement request, string name, string value) => Build(writer =>
    {
        foreach (var member in request.EnumerateObject().Where(m => m.Name != name))
            Copy(member, writer);
        writer.WriteString(name, value);
    });

    private static JsonElement Merge(List<JsonElement> pages) => Build(writer =>
    {
        foreach (var member in pages[0].EnumerateObject().Where(m => m.Name != "next"))
        {
            if (member.Name != "items")
            {
                Copy(member, writer);
                continue;
            }

            writer.WriteStartArray("items");
            foreach (var item in pages.SelectMany(p => p.GetProperty("items").EnumerateArray()))
                writer.WriteRawValue(item.GetRawText());
            writer.WriteEndArray();
        }
    });

    // As the daemon wrote it: another writer would escape and space otherwise.
    private static void Copy(JsonProperty member, Utf8JsonWriter writer)
    {
        writer.WritePropertyName(member.Name);
        writer.WriteRawValue(member.Value.GetRawText());
    }

    private static JsonElement Build(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
