using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Virtwire.Sdk.Generators.Emit;
using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Planning;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Generators.Pipeline;

/// <summary>What each step of the pipeline does. Whatever goes wrong becomes a diagnostic, never silence.</summary>
internal static class Steps
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The file with its roles, or null for one that is no schema document.</summary>
    public static SchemaInput? Input(AdditionalText file, AnalyzerConfigOptions options) =>
        SchemaRolesReader.Read(options) is { } roles ? new SchemaInput(file, roles) : null;

    /// <summary>Reads a document.</summary>
    public static ParsedDocument Parse(SchemaInput input, CancellationToken cancellationToken)
    {
        var path = input.File.Path;
        var isReference = input.Roles == SchemaRoles.Reference;
        try
        {
            var text = input.File.GetText(cancellationToken)?.ToString() ?? "";
            var read = DocumentReader.Read(path, text);
            return new(path, input.Roles, read.Model, new(path, isReference, read.Positions, read.Diagnostics));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(path, input.Roles, null, new(path, isReference, null, new([InternalFault(path, exception)])));
        }
    }

    /// <summary>Links all documents and decides what is emitted. A document that cannot be read stops both: its own findings say why.</summary>
    public static EmissionPlan Plan(ImmutableArray<SchemaDocument> documents, CancellationToken cancellationToken)
    {
        if (documents.All(static d => d.Roles == SchemaRoles.Reference) || documents.Any(static d => d.Model is null))
            return EmissionPlan.Empty;
        try
        {
            var all = Merge(documents);
            var foreign = ForeignNamespaces(all);
            if (foreign.Count > 0)
                return new(default, foreign.ToEquatableArray());
            var linked = Linker.Link(all.Select(static d => d.Model!).ToList());
            return new(linked.Schema is null ? default : Planner.Plan(linked.Schema, all, cancellationToken), linked.Diagnostics);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(default, new([InternalFault(documents[0].Model!.Path, exception)]));
        }
    }

    /// <summary>Adds the source of a unit.</summary>
    public static void Emit(SourceProductionContext output, EmissionUnit unit)
    {
        if (unit.IsEmpty)
            return;
        try
        {
            output.AddSource(unit.HintName, SourceText.From(UnitEmitter.Emit(unit), Utf8));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            DiagnosticReporter.Report(output, InternalFault(unit.SchemaFile, exception));
        }
    }

    /// <summary>A file that two items name is one document, of which all is wanted that either item says.</summary>
    private static List<SchemaDocument> Merge(ImmutableArray<SchemaDocument> documents)
    {
        var merged = new List<SchemaDocument>(documents.Length);
        foreach (var document in documents)
        {
            var index = merged.FindIndex(d => d.Model!.Path == document.Model!.Path);
            if (index < 0)
                merged.Add(document);
            else
                merged[index] = document with { Roles = merged[index].Roles | document.Roles };
        }

        return merged;
    }

    /// <summary>Documents that add to a namespace of which other documents are only referred to.</summary>
    private static List<SchemaDiagnostic> ForeignNamespaces(List<SchemaDocument> documents)
    {
        var findings = new List<SchemaDiagnostic>();
        foreach (var (model, roles) in documents)
        {
            if (roles == SchemaRoles.Reference)
                continue;
            var other = documents.Find(d => d.Roles == SchemaRoles.Reference && d.Model!.Namespace == model!.Namespace);
            if (other is not null)
                findings.Add(NameDiagnostics.ForeignNamespace.At(model!.Path, "/namespace", ElementPart.Value, model.Namespace, FileName(other.Model!.Path)));
        }

        return findings;
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    private static SchemaDiagnostic InternalFault(string path, Exception exception) =>
        GeneratorDiagnostics.InternalFault.At(path, "", ElementPart.Value, exception.ToString().Replace("\r", "").Replace('\n', ' '));
}
