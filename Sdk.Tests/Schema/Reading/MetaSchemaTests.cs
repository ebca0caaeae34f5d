using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Schema.Reading;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Schema.Reading;

/// <summary>The meta-schema, which editors have, says of a document's shape what the reader says.</summary>
public sealed class MetaSchemaTests
{
    private static readonly MetaSchemaValidator MetaSchema = new(JsonDocument.Parse(MetaSchemaWriter.Write()).RootElement);

    // What JSON Schema cannot say: how deep the array and map of a type are, and how large an exponent is.
    private static readonly string[] Inexpressible = ["VW1106", "a number with an exponent"];

    public static TheoryData<string> MalformedDocuments =>
        [.. Directory.EnumerateFiles(Repository.PathOf("Sdk.Tests", "Schema", "Malformed"), "*.json")
            .Where(static f => !Path.GetFileName(f).StartsWith("text-", StringComparison.Ordinal)).Select(static f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void It_accepts_documents_that_link()
    {
        foreach (var (_, text) in SchemaDocuments.EveryKeyword.Concat(SchemaDocuments.HostApi))
            Assert.True(Accepts(text));
    }

    [Theory]
    [MemberData(nameof(MalformedDocuments))]
    public void It_judges_malformed_documents_as_the_reader_does(string name)
    {
        var text = File.ReadAllText(Repository.PathOf("Sdk.Tests", "Schema", "Malformed", name));
        Assert.Equal(DocumentReader.Read(name, text).Diagnostics.Count == 0, Accepts(text));
    }

    [Fact]
    public void It_judges_mutated_documents_as_the_reader_does()
    {
        var source = SchemaDocuments.EveryKeyword.Single(static d => d.Path == "every-keyword.json").Text;
        var accepted = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var text = new DocumentMutator(seed).Mutate(source);
            var found = DocumentReader.Read("mutated.json", text).Diagnostics;
            if (found.Any(static f => Inexpressible.Any(i => f.Id == i || f.Message.Contains(i, StringComparison.Ordinal))))
                return;
            if (Accepts(text) != (found.Count == 0))
                Assert.Fail($"The reader says [{string.Join("; ", found.Select(static f => f.Pointer + " " + f.Message))}] of {text}");
            accepted += found.Count == 0 ? 1 : 0;
        }));
        Assert.InRange(accepted, 20, 480);
    }

    private static bool Accepts(string text)
    {
        using var document = JsonDocument.Parse(text);
        return MetaSchema.IsValid(document.RootElement);
    }
}
