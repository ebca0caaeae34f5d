using System.Text.Json;

namespace Virtwire.Sdk.Cli.Discovery;

/// <summary>
/// Reads the methods out of an OpenRPC document. Plain OpenRPC is enough: the receiver is the parameter <c>self</c>, a page is a result with
/// <c>items</c> of a method that takes <c>after</c>, a single value is a result with one member. Where the document says more under
/// <c>x-virtwire</c>, that holds.
/// </summary>
internal static class OpenRpcReader
{
    /// <summary>Reads a document; what it lacks is left empty, because the daemon may be older or newer than the tool.</summary>
    public static DiscoveredApi Read(JsonElement document)
    {
        var root = new SchemaNode(document, document);
        var methods = root.Items("methods")
            .Select(m => new SchemaNode(document, m).Resolved)
            .Where(m => m.Text("name")?.Contains('.', StringComparison.Ordinal) == true)
            .Select(ReadMethod);
        var resources = methods
            .GroupBy(m => m.Name[..m.Name.LastIndexOf('.')], StringComparer.Ordinal)
            .Select(g => new DiscoveredResource(g.Key, [.. g.OrderBy(m => m.Name, StringComparer.Ordinal)]) { Doc = Describe(root, g.Key) })
            .OrderBy(r => r.Name, StringComparer.Ordinal);
        return new DiscoveredApi([.. resources]);
    }

    // OpenRPC has no words for a resource.
    private static string Describe(SchemaNode document, string resource) =>
        FirstSentence(document.Child("info")?.Child("x-virtwire")?.Child("resources")?.Text(resource) ?? "");

    private static DiscoveredMethod ReadMethod(SchemaNode method)
    {
        var parameters = method.Items("params").Select(p => ReadParameter((method with { Element = p }).Resolved)).ToList();
        var doc = method.Text("description") ?? method.Text("summary") ?? "";
        var result = method.Child("result")?.Resolved.Child("schema")?.Resolved;
        var names = result?.Properties.ToList() ?? [];
        var hints = method.Child("x-virtwire");
        var task = hints?.Child("task");
        return new DiscoveredMethod
        {
            Name = method.Text("name")!,
            Summary = method.Text("summary") ?? FirstSentence(doc),
            Doc = doc,
            Deprecated = method["deprecated"].ValueKind == JsonValueKind.True,
            Receiver = parameters.Find(p => p.Name == "self")?.Shape,
            Parameters = [.. parameters.Where(p => p.Name != "self").OrderByDescending(p => p.Required)],
            Paged = names.Contains("items") && parameters.Exists(p => p.Name == "after"),
            Columns = result is { } page ? Columns(page) : [],
            Unwrapped = names.Count == 1 && task is null && IsUnwrapped(hints) ? names[0] : null,
            Destructive = hints?["destructive"].ValueKind == JsonValueKind.True,
            StartsTask = task is not null,
            TaskCancellable = task?["cancel"].ValueKind == JsonValueKind.True,
            Errors = [.. method.Items("errors").Select(e => ReadError((method with { Element = e }).Resolved))],
            Examples = [.. method.Items("examples").Select(e => ReadExample((method with { Element = e }).Resolved))],
        };
    }

    private static bool IsUnwrapped(SchemaNode? hints) => hints is not { } known || known["unwrap"].ValueKind == JsonValueKind.True;

    private static List<string> Columns(SchemaNode page) =>
        (page with { Element = page["properties"] }).Child("items")?.Resolved.Child("items")?.Resolved.Properties.ToList() ?? [];

    private static DiscoveredParameter ReadParameter(SchemaNode parameter)
    {
        var schema = parameter.Child("schema") ?? parameter with { Element = default };
        var doc = parameter.Text("description") ?? parameter.Text("summary") ?? schema.Text("description") ?? "";
        var required = parameter["required"].ValueKind == JsonValueKind.True;
        return new DiscoveredParameter(parameter.Text("name") ?? "", doc, required, ShapeReader.Read(schema));
    }

    private static (string Name, int Code) ReadError(SchemaNode error)
    {
        var name = error.Child("data")?.Text("name") ?? error.Text("message") ?? "";
        return (name, error["code"] is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) ? number : 0);
    }

    // An example pairs names with values; the receiver is one of them.
    private static JsonElement ReadExample(SchemaNode example)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var pair in example.Items("params").Select(p => (example with { Element = p }).Resolved))
            {
                if (pair.Text("name") is not { } name || pair["value"].ValueKind == JsonValueKind.Undefined)
                    continue;
                writer.WritePropertyName(name);
                pair["value"].WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(stream.ToArray());
    }

    private static string FirstSentence(string doc)
    {
        var end = doc.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? doc : doc[..(end + 1)];
    }
}
