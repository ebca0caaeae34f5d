using System.Text.RegularExpressions;
using Virtwire.Sdk.Schema.Compatibility;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Schema;

/// <summary>Walks the catalogue and its pages both ways.</summary>
public sealed partial class DiagnosticPageTests
{
    private static readonly string Folder = Repository.PathOf("docs", "diagnostics");

    public static TheoryData<string> Ids => [.. All().Select(static d => d.Id)];

    public static TheoryData<string> IdsWithExamples =>
        [.. DiagnosticCatalogue.All.Select(static d => d.Id).Where(static id => Examples(id).Count > 0)];

    [Fact]
    public void Every_page_has_an_entry_in_the_catalogue() =>
        Assert.Equal(
            All().Select(static d => d.Id + ".md").Append("README.md").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder).Select(static f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_entry_has_a_page_of_its_title_and_severity(string id)
    {
        var definition = All().Single(d => d.Id == id);
        var severity = definition.Severity == SchemaSeverity.Error ? "An **error**." : "A **warning**.";
        Assert.StartsWith($"# {id}: {definition.Title}\n\n{severity}\n", Page(id), StringComparison.Ordinal);
        Assert.Contains("\n## Mend\n", Page(id), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_entry_is_in_the_index(string id)
    {
        var definition = All().Single(d => d.Id == id);
        var severity = definition.Severity == SchemaSeverity.Error ? "error" : "warning";
        Assert.Contains($"| [{id}]({id}.md) | {severity} | {definition.Title} |", File.ReadAllText(Path.Combine(Folder, "README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public void The_example_of_a_page_has_the_finding_and_no_other_error(string id)
    {
        var found = new SchemaCase(Examples(id).Select(static (text, i) => ($"{i}.json", text)));
        Assert.Contains(found.Findings, f => f.Id == id);
        Assert.Equal("", found.Describe(f => f.Id != id && f.Severity == SchemaSeverity.Error));
    }

    [Fact]
    public void Ids_are_unique_and_of_one_form()
    {
        Assert.All(DiagnosticCatalogue.All, static d => Assert.Matches("^VW1[0-9]{3}$", d.Id));
        Assert.Equal(All().Count(), All().Select(static d => d.Title).Distinct(StringComparer.Ordinal).Count());
        Assert.Null(DiagnosticCatalogue.Find("VW1999"));
    }

    // What reading and linking find, and what comparing with a release finds.
    private static IEnumerable<DiagnosticDefinition> All() => DiagnosticCatalogue.All.Concat(RuleTable.All.Select(static r => r.Definition));

    private static string Page(string id) => File.ReadAllText(Path.Combine(Folder, id + ".md"));

    private static List<string> Examples(string id) =>
        [.. JsonBlock().Matches(Page(id)).Select(static m => m.Groups[1].Value)];

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
