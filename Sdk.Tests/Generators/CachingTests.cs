extern alias generators;

using System.Text.Json;
using System.Text.Json.Nodes;
using generators::Virtwire.Sdk.Generators;
using Microsoft.CodeAnalysis;
using Virtwire.Sdk.Tests.Generators.Support;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>What each kind of edit makes the generator do again, by the reasons that its steps give.</summary>
public sealed class CachingTests
{
    private static readonly GeneratorRun First = GeneratorRun.Of(
        SchemaText.Reference("core.json", """{ "namespace": "core", "since": "1.0", "types": { "Label": { "kind": "alias", "type": "string" } } }"""),
        SchemaText.All("a.json", EverythingSchema.Text),
        SchemaText.All("b.json", BigSchema.Make(methods: 24, types: 40)));

    [Fact]
    public void The_first_run_runs_every_step()
    {
        Assert.Equal(TrackingNames.All.Order(), First.Result.TrackedSteps.Keys.Where(TrackingNames.All.Contains).Order());
        foreach (var name in TrackingNames.All)
            Assert.All(Reasons(First, name), static reason => Assert.Equal(New, reason));
        Assert.True(First.Sources.Count > 100);
    }

    [Fact]
    public void An_edit_of_code_runs_nothing_again()
    {
        var next = First.WithCode("namespace Other; public class Unrelated { public int Value => 1; }");
        foreach (var name in TrackingNames.All)
            Assert.All(Reasons(next, name), static reason => Assert.Contains(reason, Untouched));
        Assert.Empty(Emitted(next));
        Assert.Equal(First.Sources.Keys, next.Sources.Keys);
    }

    [Fact]
    public void Reformatting_a_document_emits_nothing_again()
    {
        var next = First.WithText("a.json", static text => JsonNode.Parse(text)!.ToJsonString(new JsonSerializerOptions { WriteIndented = false }));
        Assert.Equal([Modified], Reasons(next, TrackingNames.Parsed).Except(Untouched));
        foreach (var name in new[] { TrackingNames.Documents, TrackingNames.Plan, TrackingNames.Units, TrackingNames.Findings })
            Assert.All(Reasons(next, name), static reason => Assert.Contains(reason, Untouched));
        Assert.Empty(Emitted(next));
    }

    [Fact]
    public void An_edit_of_words_emits_the_element_and_the_description()
    {
        var next = First.WithText("a.json", static text => text.Replace("A type that holds itself.", "Holds itself.", StringComparison.Ordinal));
        Assert.Equal(["EverythingApi.g.cs", "Tree.g.cs"], Emitted(next));
        Assert.Contains("Holds itself.", next.Sources[EverythingSchema.Prefix.TrimEnd('.') + "/Tree.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_method_emits_its_resource_and_the_description()
    {
        var next = First.WithText("a.json", static text => text.Replace(
            "\"tick\": {",
            """
            "chime": { "static": true, "access": "write", "doc": "Rings.", "params": { "times": { "type": "int32" } } },
            "tick": {
            """,
            StringComparison.Ordinal));
        Assert.Equal(["Clock.Requests.g.cs", "ClockDriver.g.cs", "ClockService.g.cs", "EverythingApi.g.cs"], Emitted(next));
    }

    [Fact]
    public void An_edit_of_one_namespace_leaves_the_others_alone()
    {
        var next = First.WithText("b.json", static text => text.Replace("A thing that can be managed.", "A thing.", StringComparison.Ordinal));
        Assert.DoesNotContain(Emitted(next), static name => name.StartsWith("Everything", StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_that_breaks_and_is_mended_is_emitted_as_before()
    {
        var broken = First.WithText("a.json", static text => text.Replace("\"union\"", "\"onion\"", StringComparison.Ordinal));
        Assert.NotEmpty(broken.Errors);
        var mended = broken.WithText("a.json", static text => text.Replace("\"onion\"", "\"union\"", StringComparison.Ordinal));
        Assert.Empty(mended.Errors);
        Assert.Equal(First.Sources, mended.Sources);
    }

    private static IEnumerable<IncrementalStepRunReason> Untouched => [Cached, Unchanged];

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(static s => s.Outputs).Select(static o => o.Reason);

    /// <summary>The files that a run has emitted anew.</summary>
    private static IEnumerable<string> Emitted(GeneratorRun run) =>
        run.Result.TrackedSteps[TrackingNames.Units].SelectMany(static s => s.Outputs)
            .Where(static o => o.Reason is New or Modified)
            .Select(static o => Path.GetFileName(((generators::Virtwire.Sdk.Generators.Model.EmissionUnit)o.Value).HintName))
            .Concat(run.Result.TrackedOutputSteps.SelectMany(static s => s.Value)
                .Where(static s => s.Inputs[0].Source.Name == TrackingNames.Units && s.Outputs.Any(static o => o.Reason is New or Modified))
                .Select(static s => Path.GetFileName(((generators::Virtwire.Sdk.Generators.Model.EmissionUnit)s.Inputs[0].Source.Outputs[s.Inputs[0].OutputIndex].Value).HintName)))
            .Distinct()
            .Order(StringComparer.Ordinal);
}
