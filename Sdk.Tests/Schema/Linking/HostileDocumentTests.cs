using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Tests.Schema.Linking;

/// <summary>Whatever a document holds, reading and linking end with findings, never with an exception: it is the compiler that would crash.</summary>
public sealed class HostileDocumentTests
{
    [Fact]
    public void Mutated_documents_end_with_findings_at_places_in_the_text()
    {
        var source = SchemaDocuments.EveryKeyword.Single(static d => d.Path == "every-keyword.json").Text;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var text = new DocumentMutator(seed).Mutate(source);
            var read = DocumentReader.Read("mutated.json", text);
            var core = DocumentReader.Read("core.json", SchemaDocuments.EveryKeyword[0].Text);
            if (read.Model is null)
                return;
            var link = Linker.Link([read.Model, core.Model!]);
            var findings = read.Diagnostics.Concat(link.Diagnostics.Where(static f => f.Document == "mutated.json"));
            foreach (var span in findings.Select(read.Positions.Find))
            {
                Assert.InRange(span.Start, 0, text.Length - 1);
                Assert.InRange(span.Start + span.Length, 1, text.Length);
            }

            Assert.Equal(link.Schema is null, read.Model.HasErrors || link.Diagnostics.Any(static f => f.Severity == SchemaSeverity.Error));
        }));
    }

    [Fact]
    public void Random_bytes_end_with_findings() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll<byte[]>(static bytes => DocumentReader.Read("random.json", Encoding.UTF8.GetString(bytes)) is { Model: null, Diagnostics.Count: > 0 }));

    [Fact]
    public void Documents_cut_off_anywhere_end_with_findings()
    {
        var text = SchemaDocuments.EveryKeyword.Single(static d => d.Path == "every-keyword.json").Text;
        for (var length = 0; length < text.Length - 3; length += 7)
            Assert.NotEmpty(DocumentReader.Read("cut.json", text[..length]).Diagnostics);
    }

    [Theory]
    [InlineData("{{ \"kind\": \"alias\", \"type\": \"T{1}\" }}")]
    [InlineData("{{ \"kind\": \"alias\", \"type\": \"T{1}[]\", \"maxItems\": 3 }}")]
    [InlineData("{{ \"kind\": \"alias\", \"type\": \"map<T{1}[]>\" }}")]
    public void A_long_chain_of_aliases_is_told_of_once(string format)
    {
        var found = Chain(format, 100_000, "string");
        Assert.Equal("VW1311", Assert.Single(found.Findings).Id);
        Assert.Equal("VW1301", Assert.Single(Chain(format, 100_000, "T0").Findings, static f => f.Severity == SchemaSeverity.Error).Id);
    }

    [Fact]
    public void Aliases_may_lead_as_far_as_the_limit()
    {
        Assert.NotNull(Chain("{{ \"kind\": \"alias\", \"type\": \"T{1}\" }}", 64, "string").Link.Schema);
        Assert.NotNull(Chain("{{ \"kind\": \"alias\", \"type\": \"T{1}[]\" }}", 32, "string").Link.Schema);
        Assert.Null(Chain("{{ \"kind\": \"alias\", \"type\": \"T{1}[]\" }}", 33, "string").Link.Schema);
    }

    [Fact]
    public void Long_chains_of_structs_do_not_exhaust_the_stack()
    {
        const string Format = "{{ \"kind\": \"struct\", \"fields\": {{ \"a\": {{ \"type\": \"T{1}\" }} }} }}";
        Assert.NotNull(Chain(Format, 5_000, "string").Link.Schema);
        Assert.Equal("VW1302", Assert.Single(Chain(Format, 5_000, "T0").Findings, static f => f.Severity == SchemaSeverity.Error).Id);
    }

    // Types of which each leads to the next one, and the last is an alias.
    private static SchemaCase Chain(string format, int count, string end)
    {
        var parsed = CompositeFormat.Parse("\"T{0}\": " + format);
        var types = Enumerable.Range(0, count).Select(i => string.Format(null, parsed, i, i + 1)).Append($$"""  "T{{count}}": { "kind": "alias", "type": "{{end}}" } """);
        return new SchemaCase($$"""{ "namespace": "com.acme.chain", "since": "1.0", "types": { {{string.Join(",\n", types)}} } }""");
    }

    [Fact]
    public void Long_chains_of_imports_do_not_exhaust_the_stack()
    {
        const int Count = 2_000;
        var documents = Enumerable.Range(0, Count).Select(static i => ($"{i:D4}.json", $$"""{ "namespace": "com.acme.n{{i}}", "import": ["com.acme.n{{(i + 1) % Count}}"] }"""));
        var found = new SchemaCase(documents);
        Assert.Equal("VW1202", Assert.Single(found.Findings).Id);
    }

    [Fact]
    public void Deep_types_and_patterns_are_refused()
    {
        Assert.Null(TypeExpressionReader.Read(string.Concat(Enumerable.Repeat("map<", 100_000)) + "string" + new string('>', 100_000), out var problem));
        Assert.NotEmpty(problem);
        var pattern = new string('(', 100_000) + new string(')', 100_000);
        var found = new SchemaCase($$"""{ "namespace": "com.acme.deep", "since": "1.0", "types": { "A": { "kind": "alias", "type": "string", "pattern": "{{pattern}}" } } }""");
        Assert.Equal("VW1404", Assert.Single(found.Findings).Id);
    }
}
