using Microsoft.CodeAnalysis;
using Virtwire.Sdk.Generators.Pipeline;

namespace Virtwire.Sdk.Generators;

/// <summary>Emits clients, drivers and types from schema documents.</summary>
/// <remarks>
/// <code>
/// schema files ─► parse ─┬─► documents (no positions) ─► link and plan ─┬─► one unit a type or resource ─► source
///                        │                                              └─► findings ─┐
///                        └─► positions ──────────────────────────────────────────────┴─► diagnostics
/// </code>
/// The compilation takes no part in it, so typing C# re-runs nothing.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class VirtwireGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var inputs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => Steps.Input(pair.Left, pair.Right.GetOptions(pair.Left)))
            .Where(static input => input is not null)
            .WithTrackingName(TrackingNames.Inputs);

        var parsed = inputs
            .Select(static (input, cancel) => Steps.Parse(input!, cancel))
            .WithTrackingName(TrackingNames.Parsed);

        var plan = parsed
            .Select(static (document, _) => new SchemaDocument(document.Model, document.Roles))
            .WithTrackingName(TrackingNames.Documents)
            .Collect()
            .Select(static (documents, cancel) => Steps.Plan(documents, cancel))
            .WithTrackingName(TrackingNames.Plan);

        var units = plan
            .SelectMany(static (plan, _) => plan.Units)
            .WithTrackingName(TrackingNames.Units);

        context.RegisterSourceOutput(units, static (output, unit) => Steps.Emit(output, unit));

        var positions = parsed
            .Select(static (document, _) => document.Positions)
            .WithTrackingName(TrackingNames.Positions);

        var findings = plan
            .Select(static (plan, _) => plan.Diagnostics)
            .WithTrackingName(TrackingNames.Findings);

        context.RegisterSourceOutput(findings.Combine(positions.Collect()), static (output, pair) =>
            DiagnosticReporter.Report(output, pair.Left, pair.Right));
    }
}
