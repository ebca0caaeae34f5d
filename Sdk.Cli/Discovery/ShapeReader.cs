using System.Text.Json;

namespace Virtwire.Sdk.Cli.Discovery;

/// <summary>Reads off a JSON Schema how a text of the command line becomes a value of it.</summary>
internal static class ShapeReader
{
    // A handle is found by its name before anything else: that is what people type.
    private static readonly string[] PreferredKeys = ["name", "uuid"];

    // A handle holds its parent's, and that the one of its own; a longer chain is a circle.
    private const int DeepestParent = 4;

    /// <summary>The shape of values that fit <paramref name="schema"/>.</summary>
    public static ValueShape Read(SchemaNode schema) => Read(schema, 0);

    private static ValueShape Read(SchemaNode schema, int depth)
    {
        var node = schema.Resolved;
        var shape = node.Type switch
        {
            "boolean" => new ValueShape(ValueKind.Flag),
            "integer" => new ValueShape(ValueKind.Integer),
            "number" => new ValueShape(ValueKind.Number),
            "array" => new ValueShape(ValueKind.List) { Element = node.Child("items") is { } items ? Read(items, depth) : new ValueShape(ValueKind.Json) },
            "string" when node.Text("contentEncoding") is "base64" => new ValueShape(ValueKind.Bytes),
            "string" => new ValueShape(ValueKind.Text) { Values = EnumValues(schema) },
            "object" when KeySets(node, depth) is { Count: > 0 } keys => new ValueShape(ValueKind.Handle)
            {
                KeySets = keys,
                Resource = node.Child("x-virtwire")?.Text("resource"),
            },
            _ => new ValueShape(ValueKind.Json) { Members = [.. node.Properties] },
        };
        return shape with
        {
            Unit = schema.Steps.Select(s => s.Text("x-unit")).FirstOrDefault(u => u is not null),
            Default = schema.Steps.Select(Default).FirstOrDefault(d => d is not null),
        };
    }

    private static string? Default(SchemaNode node) => node["default"] is { ValueKind: not JsonValueKind.Undefined } value ? value.GetRawText() : null;

    // An open enum lists its values beside "any string": in an alternative, or as examples.
    private static string[] EnumValues(SchemaNode schema)
    {
        foreach (var place in schema.Steps.SelectMany(step => Alternatives(step).Prepend(step)))
        {
            foreach (var keyword in (ReadOnlySpan<string>)["enum", "examples"])
            {
                var values = place.Items(keyword).Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!).ToArray();
                if (values.Length > 0)
                    return values;
            }
        }

        return [];
    }

    private static IEnumerable<SchemaNode> Alternatives(SchemaNode node) =>
        node.Items("anyOf").Concat(node.Items("oneOf")).Select(e => node with { Element = e });

    // A handle is an object of which any one key set is required.
    private static List<IReadOnlyList<KeyField>> KeySets(SchemaNode node, int depth)
    {
        if (depth > DeepestParent)
            return [];
        var sets = Alternatives(node)
            .Select(set => set.Items("required").Select(r => r.GetString()!).ToArray())
            .Where(set => set.Length > 0)
            .OrderBy(set => Array.IndexOf(PreferredKeys, set[0]) is >= 0 and var at ? at : PreferredKeys.Length);
        return [.. sets.Select(set => (IReadOnlyList<KeyField>)[.. set.Select(name => new KeyField(name, FieldShape(node, name, depth)))])];
    }

    private static ValueShape FieldShape(SchemaNode handle, string name, int depth) =>
        (handle with { Element = handle["properties"] }).Child(name) is { } field ? Read(field, depth + 1) : new ValueShape(ValueKind.Text);
}
