using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>Reads schema documents.</summary>
public static class DocumentReader
{
    /// <summary>
    /// Reads a document: text → positioned JSON → checked against <see cref="KeywordTable"/> → model. Never throws, whatever the text holds.
    /// </summary>
    /// <param name="path">The file's path, for messages and <see cref="DocumentModel.Path"/>.</param>
    /// <param name="text">The text, decoded and without a byte-order mark.</param>
    public static ReadDocument Read(string path, string text)
    {
        var json = JsonTextReader.Read(text);
        var map = new SourceMap(json);
        var findings = new List<SchemaDiagnostic>();
        foreach (var fault in json.Faults)
            findings.Add(DefinitionOf(fault.Kind).At(path, json.Lines.SpanOf(fault.Start, fault.Length), fault.Detail));
        if (json.Root is not { } root || !json.Faults.All(static f => IsHarmless(f.Kind)))
            return new ReadDocument(null, map, findings.ToEquatableArray());

        var checker = new KeywordChecker(path);
        checker.Check(root, ElementKind.Document);
        foreach (var finding in checker.Findings)
            findings.Add(finding with { Span = map.Find(finding) });
        findings.Sort(static (a, b) => a.Span!.Value.Start.CompareTo(b.Span!.Value.Start));
        var model = DocumentModelReader.Read(path, root, hasErrors: findings.Count > 0);
        return new ReadDocument(model, map, findings.ToEquatableArray());
    }

    // Faults behind which the values are still what the author meant.
    private static bool IsHarmless(JsonFaultKind kind) =>
        kind is JsonFaultKind.DuplicateKey or JsonFaultKind.Relaxed or JsonFaultKind.ByteOrderMark;

    private static DiagnosticDefinition DefinitionOf(JsonFaultKind kind) => kind switch
    {
        JsonFaultKind.String => TextDiagnostics.String,
        JsonFaultKind.Number => TextDiagnostics.Number,
        JsonFaultKind.Relaxed => TextDiagnostics.Relaxed,
        JsonFaultKind.DuplicateKey => TextDiagnostics.DuplicateKey,
        JsonFaultKind.TooDeep => TextDiagnostics.TooDeep,
        JsonFaultKind.ByteOrderMark => TextDiagnostics.ByteOrderMark,
        _ => TextDiagnostics.Syntax,
    };
}
