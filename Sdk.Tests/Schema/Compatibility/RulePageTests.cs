using System.Text.RegularExpressions;
using Virtwire.Sdk.Schema.Compatibility;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Schema.Compatibility;

/// <summary>
/// Every rule has a page with three documents: one that was released, one that breaks the rule, and one that says it compatibly. They are
/// compared here, and what is found, and where, is approved in one text.
/// </summary>
public sealed partial class RulePageTests
{
    private static readonly string Folder = Repository.PathOf("docs", "diagnostics");

    public static TheoryData<string> Ids => [.. RuleTable.All.Select(static r => r.Definition.Id)];

    [Fact]
    public void The_examples_have_their_findings_at_their_places()
    {
        var found = RuleTable.All.Select(r => r.Definition.Id).Select(id => $"{id}\n{new ReleaseCase(Example(id, 1), Example(id, 0)).Description}");
        Golden.Matches(Repository.PathOf("Sdk.Tests", "Schema", "Compatibility", "examples.txt"), string.Join('\n', found));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_has_the_finding_and_no_other(string id)
    {
        var rule = RuleTable.Find(id)!;
        var finding = Assert.Single(new ReleaseCase(Example(id, 1), Example(id, 0)).Findings);
        Assert.Equal((id, rule.Definition.Severity), (finding.Id, finding.Severity));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_mends_it_has_none(string id) => Assert.Equal("", new ReleaseCase(Example(id, 2), Example(id, 0)).Description);

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_was_released_is_compatible_with_itself(string id) => Assert.Equal("", new ReleaseCase(Example(id, 0), Example(id, 0)).Description);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_where_the_rule_is_breaking(string id)
    {
        var verdicts = RuleTable.Find(id)!.Verdicts;
        if (verdicts.Request == verdicts.Response && verdicts.Response == verdicts.Event)
            return;
        var page = File.ReadAllText(Path.Combine(Folder, id + ".md"));
        foreach (var (where, verdict) in (ReadOnlySpan<(string, Verdict)>)[("requests", verdicts.Request), ("answers", verdicts.Response), ("events", verdicts.Event)])
            Assert.Matches($"{(verdict switch { Verdict.Breaking => "breaks", Verdict.Risky => "is risky", _ => "goes unnoticed in" })}[^.,]*{where}", page);
    }

    [Fact]
    public void Ids_are_of_one_form() => Assert.All(RuleTable.All, static r => Assert.Matches("^VW2[0-9]{3}$", r.Definition.Id));

    private static string Example(string id, int number) =>
        JsonBlock().Matches(File.ReadAllText(Path.Combine(Folder, id + ".md")))[number].Groups[1].Value;

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
