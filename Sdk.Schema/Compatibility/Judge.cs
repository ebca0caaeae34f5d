using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>Applies rules to what is compared, and keeps what they find.</summary>
internal sealed class Judge(Baseline baseline, SchemaVersion now, RemovalWindows windows)
{
    private readonly List<(string Name, SchemaDiagnostic Finding)> _findings = [];

    /// <summary>What was found, in the order of the comparison, with the names of the elements that it is about.</summary>
    public IReadOnlyList<(string Name, SchemaDiagnostic Finding)> Findings => _findings;

    /// <summary>Applies rules to a pair.</summary>
    public void Apply<T>(Rule<T>[] rules, T? before, T? after, Spot spot)
        where T : class
    {
        foreach (var rule in rules)
        {
            if (rule.Find(before, after) is { } words)
                Add(rule, words, spot, isLoss: after is null);
        }
    }

    private void Add<T>(Rule<T> rule, string[] words, Spot spot, bool isLoss)
        where T : class
    {
        var verdict = rule.Verdicts.For(spot.Use);
        if (verdict == Verdict.Compatible)
            return;
        // What is a preview, or was announced for long enough, breaks no promise; somebody should know all the same.
        var severity = verdict == Verdict.Risky || spot.Preview || (isLoss && windows.IsOver(spot.Before, now))
            ? SchemaSeverity.Warning
            : SchemaSeverity.Error;
        var pointer = rule.Keyword.Length == 0 ? spot.Pointer : JsonPointer.Append(spot.Pointer, rule.Keyword);
        var finding = rule.Definition.At(spot.Document, pointer, PartOf(rule, isLoss), [spot.Name, .. words]);
        _findings.Add((spot.Name, finding with { Severity = severity, Message = finding.Message + " (" + baseline + ")" }));
    }

    private static ElementPart PartOf<T>(Rule<T> rule, bool isLoss)
        where T : class => isLoss || rule.Keyword.Length == 0 ? ElementPart.Key : ElementPart.Value;
}
