using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Schema.Canonical;

namespace Virtwire.Sdk.Tests.Schema.Linking;

/// <summary>The canonical form is a function of what the documents say, not of how they say it.</summary>
public sealed class CanonicalProperties
{
    private static readonly string[] Maps = ["types", "errors", "resources"];

    [Theory]
    [InlineData(nameof(SchemaDocuments.EveryKeyword))]
    [InlineData(nameof(SchemaDocuments.HostApi))]
    public void Neither_the_order_nor_the_spread_over_files_makes_a_difference(string set)
    {
        var documents = SchemaDocuments.Of(set);
        var expected = Canonical(new SchemaCase(documents));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var mutator = new DocumentMutator(seed);
            var spread = documents
                .SelectMany(d => Spread(JsonNode.Parse(d.Text)!.AsObject(), random))
                .Select(d => ($"{random.Next():x8}{Guid.NewGuid()}.json", mutator.Shuffle(d).ToJsonString()))
                .ToArray();
            Assert.Equal(expected, Canonical(new SchemaCase(spread)));
        }));
    }

    [Theory]
    [InlineData(nameof(SchemaDocuments.EveryKeyword))]
    [InlineData(nameof(SchemaDocuments.HostApi))]
    public void The_canonical_form_is_its_own(string set)
    {
        var first = new SchemaCase(SchemaDocuments.Of(set)).Schema;
        var again = new SchemaCase(first.Namespaces.Select(static n => (n.Name + ".json", CanonicalWriter.Write(n))));
        Assert.Equal("", again.Describe(static _ => true));
        Assert.Equal(first.Namespaces, again.Schema.Namespaces);
        Assert.Equal(first.Namespaces.Select(CanonicalWriter.Write), again.Schema.Namespaces.Select(CanonicalWriter.Write));
    }

    [Theory]
    [InlineData(nameof(SchemaDocuments.EveryKeyword))]
    [InlineData(nameof(SchemaDocuments.HostApi))]
    public void Lines_are_short_of_nothing_and_keys_in_ordinal_order(string set)
    {
        foreach (var ns in new SchemaCase(SchemaDocuments.Of(set)).Schema.Namespaces)
        {
            var text = CanonicalWriter.Write(ns);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', text);
            Assert.All(text.TrimEnd('\n').Split('\n'), static line => Assert.Equal(line.TrimEnd(), line));
            AssertOrdered(JsonNode.Parse(text));
        }
    }

    private static void AssertOrdered(JsonNode? node)
    {
        if (node is JsonArray array)
            Assert.All(array, AssertOrdered);
        if (node is not JsonObject value)
            return;
        var names = value.Select(static m => m.Key).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.All(value, static m => AssertOrdered(m.Value));
    }

    // The document as several with the same head, each with some of the definitions; the words stay with the first.
    private static JsonObject[] Spread(JsonObject document, Random random)
    {
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(i =>
        {
            var part = document.DeepClone().AsObject();
            foreach (var map in Maps)
                part.Remove(map);
            if (i > 0)
                part.Remove("doc");
            return part;
        }).ToArray();
        foreach (var map in Maps)
        {
            foreach (var (name, definition) in document[map]?.AsObject() ?? [])
            {
                var part = parts[random.Next(parts.Length)];
                part[map] ??= new JsonObject();
                part[map]!.AsObject().Add(name, definition!.DeepClone());
            }
        }

        return parts;
    }

    private static string Canonical(SchemaCase found) => string.Concat(found.Schema.Namespaces.Select(CanonicalWriter.Write));
}
