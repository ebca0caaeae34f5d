using System.Text.RegularExpressions;
using Virtwire.Sdk.Schema.Reading;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Schema;

/// <summary>What is generated from the keyword table, and committed, is fresh (<c>VIRTWIRE_UPDATE=1</c> rewrites it); what the language's page shows is true.</summary>
public sealed partial class GeneratedDocumentsTests
{
    private static readonly string Specification = Repository.PathOf("schema", "README.md");

    public static TheoryData<string> Documents =>
        [.. JsonBlock().Matches(File.ReadAllText(Specification)).Select(static m => m.Groups[1].Value)];

    [Fact]
    public void The_meta_schema_is_fresh() => Golden.Matches(Repository.PathOf("schema", "meta", "1.json"), MetaSchemaWriter.Write());

    [Fact]
    public void The_grammar_of_the_specification_is_fresh()
    {
        var page = File.ReadAllText(Specification);
        Assert.Matches(GrammarSection(), page);
        var fresh = GrammarSection().Replace(page, m => m.Groups[1].Value + "\n" + GrammarWriter.Write() + m.Groups[2].Value);
        Golden.Matches(Specification, fresh);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_of_the_specification_links_without_a_finding(string text)
    {
        var found = new SchemaCase(text);
        Assert.Equal("", found.Describe(static _ => true));
        Assert.NotNull(found.Link.Schema);
    }

    [Fact]
    public void The_specification_shows_documents() => Assert.Equal(2, Documents.Count);

    [Fact]
    public void The_worked_example_uses_nearly_every_keyword()
    {
        var example = JsonBlock().Matches(File.ReadAllText(Specification))[^1].Value;
        var missing = KeywordTable.All.SelectMany(static s => s.Keywords).Select(static k => k.Name).Distinct()
            .Where(k => !example.Contains($"\"{k}\":", StringComparison.Ordinal));
        Assert.Equal(
            ["format", "idempotent", "import", "minItems", "parent", "plural", "singular", "stability", "unknownParams", "valueType"],
            missing.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("(<!-- grammar:begin -->).*(<!-- grammar:end -->)", RegexOptions.Singleline)]
    private static partial Regex GrammarSection();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
