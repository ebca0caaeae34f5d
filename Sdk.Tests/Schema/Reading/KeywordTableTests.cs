using System.Text.Json.Nodes;
using Virtwire.Sdk.Schema.Canonical;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Tests.Schema.Reading;

/// <summary>Every keyword is read, and none is passed over in silence.</summary>
public sealed class KeywordTableTests
{
    private static readonly string Source = SchemaDocuments.EveryKeyword.Single(static d => d.Path == "every-keyword.json").Text;

    [Fact]
    public void The_document_links_and_has_every_keyword_of_every_element()
    {
        var found = new SchemaCase(SchemaDocuments.EveryKeyword);
        Assert.Equal("", found.Describe(static _ => true));

        var expected = KeywordTable.All.Where(static s => s.Kind != ElementKind.Type).SelectMany(static s => s.Keywords.Select(k => $"{s.Kind}.{k.Name}"));
        var there = Keywords(JsonNode.Parse(Source)!.AsObject(), ElementKind.Document).Select(static k => $"{k.Kind}.{k.Name}").Distinct();
        Assert.Equal(expected.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_keyword_makes_a_difference()
    {
        var before = Outcome(Source);
        var silent = new List<string>();
        var count = Keywords(JsonNode.Parse(Source)!.AsObject(), ElementKind.Document).Count();
        for (var i = 0; i < count; i++)
        {
            var root = JsonNode.Parse(Source)!.AsObject();
            var (kind, name, element) = Keywords(root, ElementKind.Document).ElementAt(i);
            var value = element[name]?.ToJsonString();
            element.Remove(name);
            if (Outcome(root.ToJsonString()) == before)
                silent.Add($"{kind}.{name}: {value}");
        }

        // Removed, these say what they said: nothing about the API, or what holds anyway.
        Assert.All(silent, static s => Assert.True(
            s.StartsWith("Document.$schema", StringComparison.Ordinal)
            || s.EndsWith(".stability: \"stable\"", StringComparison.Ordinal)
            || s.EndsWith(".since: \"1.0\"", StringComparison.Ordinal)
            || s is "Enum.open: true" or "Event.data: {}", s));
    }

    [Fact]
    public void Keywords_are_told_apart_and_explained() => Assert.All(KeywordTable.All, static shape =>
    {
        Assert.Equal(shape.Keywords.Count, shape.Keywords.Select(static k => k.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(shape.Keywords, static k => Assert.EndsWith(".", k.Doc, StringComparison.Ordinal));
    });

    private static string Outcome(string text)
    {
        var found = new SchemaCase([("core.json", SchemaDocuments.EveryKeyword[0].Text), ("every-keyword.json", text)]);
        var canonical = found.Link.Schema?.Namespaces.Select(CanonicalWriter.Write) ?? [];
        return found.Describe(static _ => true) + string.Concat(canonical);
    }

    // The keywords that stand in an element and in all that it holds.
    private static IEnumerable<(ElementKind Kind, string Name, JsonObject Element)> Keywords(JsonObject element, ElementKind kind)
    {
        if (kind == ElementKind.Type)
            kind = KeywordTable.TypeKindOf(element["kind"]!.GetValue<string>())!.Value;
        foreach (var (name, value) in element)
        {
            yield return (kind, name, element);
            var keyword = KeywordTable.Of(kind).Find(name)!;
            IEnumerable<JsonNode?> nested = keyword.Value switch
            {
                ValueKind.Element => [value],
                ValueKind.ElementMap => value!.AsObject().Select(static m => m.Value),
                ValueKind.ElementList => value!.AsArray(),
                _ => [],
            };
            foreach (var inner in nested.SelectMany(n => Keywords(n!.AsObject(), keyword.Element)))
                yield return inner;
        }
    }
}
