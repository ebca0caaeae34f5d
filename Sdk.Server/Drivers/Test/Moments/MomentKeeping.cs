using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>The text in which the moments of a domain are kept.</summary>
internal static class MomentKeeping
{
    /// <summary>Writes a tree.</summary>
    public static string Write(MomentTree tree)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteText(json, "current", tree.Current);
            json.WriteStartArray("moments");
            foreach (var moment in tree.Moments.Values)
                Write(json, moment);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads what <see cref="Write(MomentTree)"/> wrote.</summary>
    public static MomentTree Read(MomentWords words, string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return MomentTree.Of(TextOf(root, "current"), [.. root.GetProperty("moments").EnumerateArray().Select(m => Read(words, m))]);
    }

    private static void Write(Utf8JsonWriter json, DomainMoment moment)
    {
        json.WriteStartObject();
        json.WriteString("name", moment.Name);
        WriteText(json, "parent", moment.Parent);
        json.WriteNumber("created", moment.Created.ToUnixTimeSeconds());
        json.WriteString("state", moment.State.ToString());
        WriteText(json, "live", moment.Live?.Xml);
        WriteText(json, "persistent", moment.Persistent?.Xml);
        json.WriteString("document", moment.Document.Xml);
        json.WriteEndObject();
    }

    private static DomainMoment Read(MomentWords words, JsonElement json)
    {
        var live = DefinitionOf(json, "live");
        var persistent = DefinitionOf(json, "persistent");
        return new DomainMoment
        {
            Name = TextOf(json, "name")!,
            Parent = TextOf(json, "parent"),
            Created = DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("created").GetInt64()),
            State = DomainState.Of(TextOf(json, "state")!),
            Live = live,
            Persistent = persistent,
            Document = MomentDocument.Read(words, TextOf(json, "document"), null, null, live ?? persistent!),
        };
    }

    private static DomainDefinition? DefinitionOf(JsonElement json, string name) =>
        TextOf(json, name) is { } xml ? DomainDefinitionReader.Read(xml, static () => Guid.Empty) : null;

    private static string? TextOf(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
