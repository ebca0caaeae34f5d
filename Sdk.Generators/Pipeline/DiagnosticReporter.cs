using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using TextSpan = Virtwire.Sdk.Schema.Text.TextSpan;

namespace Virtwire.Sdk.Generators.Pipeline;

/// <summary>Turns findings, which name their place by a pointer, into diagnostics at a line and column of the schema file.</summary>
internal static class DiagnosticReporter
{
    private const string Category = "Virtwire";

    /// <summary>Reports the readers' findings, and those of linker and planner.</summary>
    public static void Report(
        SourceProductionContext output, EquatableArray<SchemaDiagnostic> findings, ImmutableArray<DocumentPositions> documents)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            // Two items may name one file.
            if (!paths.Add(document.Path))
                continue;
            foreach (var finding in document.Diagnostics)
            {
                if (finding.Severity == SchemaSeverity.Error || !document.IsReference)
                    Report(output, finding, document);
            }
        }

        foreach (var finding in findings)
        {
            // A warning about a document that is only referred to concerns whoever wrote it.
            var document = documents.FirstOrDefault(d => d.Path == finding.Document);
            if (finding.Severity == SchemaSeverity.Error || document?.IsReference != true)
                Report(output, finding, document);
        }
    }

    /// <summary>Reports a finding about a document whose positions are not known.</summary>
    public static void Report(SourceProductionContext output, SchemaDiagnostic finding) => Report(output, finding, null);

    private static void Report(SourceProductionContext output, SchemaDiagnostic finding, DocumentPositions? document)
    {
        var descriptor = new DiagnosticDescriptor(
            finding.Id,
            DiagnosticCatalogue.Find(finding.Id)?.Title ?? finding.Id,
            "{0}",
            Category,
            finding.Severity == SchemaSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            isEnabledByDefault: true);
        var span = document?.Positions?.Find(finding) ?? finding.Span ?? new TextSpan(0, 0, 1, 1);
        output.ReportDiagnostic(Diagnostic.Create(descriptor, LocationOf(finding.Document, span), finding.Message));
    }

    private static Location LocationOf(string path, TextSpan span)
    {
        var start = new LinePosition(span.Line - 1, span.Column - 1);
        var end = new LinePosition(span.Line - 1, span.Column - 1 + span.Length);
        return Location.Create(path, new Microsoft.CodeAnalysis.Text.TextSpan(span.Start, span.Length), new LinePositionSpan(start, end));
    }
}
