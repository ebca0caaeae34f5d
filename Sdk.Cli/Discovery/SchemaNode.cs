using System.Text.Json;

namespace Virtwire.Sdk.Cli.Discovery;

/// <summary>A JSON Schema inside an OpenRPC document, with its references followed.</summary>
/// <param name="Document">The document that references point into.</param>
/// <param name="Element">The schema itself.</param>
internal readonly record struct SchemaNode(JsonElement Document, JsonElement Element)
{
    // A chain of references longer than this is a circle.
    private const int MostReferences = 32;

    /// <summary>The schema that <c>$ref</c>, or the one alternative beside null, stands for.</summary>
    public SchemaNode Resolved => Steps.Last();

    /// <summary>The schemas on the way from this one to <see cref="Resolved"/>, both among them.</summary>
    public IEnumerable<SchemaNode> Steps
    {
        get
        {
            SchemaNode? node = this;
            for (var i = 0; i < MostReferences && node is { } step; i++, node = step.Next())
                yield return step;
        }
    }

    /// <summary>The value of a keyword, or an undefined element.</summary>
    public JsonElement this[string keyword] =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(keyword, out var value) ? value : default;

    /// <summary>The schema below a keyword, or null.</summary>
    public SchemaNode? Child(string keyword) => this[keyword] is { ValueKind: JsonValueKind.Object } child ? this with { Element = child } : null;

    /// <summary>The text of a keyword, or null.</summary>
    public string? Text(string keyword) => this[keyword] is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The items of a keyword's array; none when it has none.</summary>
    public IEnumerable<JsonElement> Items(string keyword) => this[keyword] is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The type, null left aside.</summary>
    public string? Type => this["type"].ValueKind switch
    {
        JsonValueKind.String => Text("type"),
        JsonValueKind.Array => Items("type").Select(t => t.GetString()).FirstOrDefault(t => t != "null"),
        _ => null,
    };

    /// <summary>The names below <c>properties</c>.</summary>
    public IEnumerable<string> Properties => this["properties"] is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject().Select(p => p.Name) : [];

    private SchemaNode? Next()
    {
        if (Text("$ref") is { } reference)
            return Find(reference);
        if (Type is not null || Properties.Any())
            return null;
        foreach (var keyword in (ReadOnlySpan<string>)["allOf", "anyOf", "oneOf"])
        {
            var document = Document;
            var choices = Items(keyword).Select(e => new SchemaNode(document, e)).Where(n => n.Type != "null").ToList();
            // Of several, the plain type stands for all: uint64 is a string or a number, an open enum one of its values or any string.
            if (choices.Count > 0)
                return choices.FirstOrDefault(n => n.Type == "string", choices[0]);
        }

        return null;
    }

    private SchemaNode? Find(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return null;
        var at = Document;
        foreach (var part in reference[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                return null;
        }

        return this with { Element = at };
    }
}
