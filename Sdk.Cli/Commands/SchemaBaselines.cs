using Virtwire.Sdk.Schema.Compatibility;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>A folder of baselines: documents in their canonical form, one a namespace and version. What the files are called says nothing.</summary>
internal static class SchemaBaselines
{
    /// <summary>Reads and links the baselines of a folder.</summary>
    /// <exception cref="UsageException">A file is no baseline, or two are of one version.</exception>
    public static List<Baseline> Read(string folder, IReadOnlyList<DocumentModel> documents)
    {
        var files = SchemaFiles.ReadFolder(folder);
        foreach (var file in files)
            Refuse(file.Path, file.Document.Diagnostics);
        var released = SchemaFiles.Models(files);
        foreach (var twice in released.GroupBy(d => (d.Namespace, d.Version)).Where(g => g.Count() > 1))
            throw new UsageException($"{string.Join(" and ", twice.Select(d => $"'{d.Path}'"))} are baselines of one version: {twice.Key.Namespace} {twice.Key.Version}.");
        DocumentModel[] atHand = [.. documents, .. SchemaFiles.NotHeld(documents)];
        return [.. released.Select(document => Link(document, released, atHand))];
    }

    private static Baseline Link(DocumentModel document, List<DocumentModel> released, DocumentModel[] atHand)
    {
        var baseline = Baseline.Link(document, released, atHand, out var findings);
        Refuse(document.Path, findings);
        return baseline!;
    }

    private static void Refuse(string path, EquatableArray<SchemaDiagnostic> findings)
    {
        if (findings.FirstOrDefault(f => f.Severity == SchemaSeverity.Error) is { } wrong)
            throw new UsageException($"'{path}' is no baseline: {wrong.Id}: {wrong.Message}");
    }
}
