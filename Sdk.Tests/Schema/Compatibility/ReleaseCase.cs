using Virtwire.Sdk.Schema.Compatibility;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Tests.Schema.Compatibility;

/// <summary>Documents of now, compared with documents that were released.</summary>
internal sealed class ReleaseCase
{
    private readonly SchemaCase _now;
    private readonly Dictionary<string, ReadDocument> _read;

    /// <summary>Compares one document with its releases.</summary>
    public ReleaseCase(string now, params string[] released)
        : this([("now.json", now)], released)
    {
    }

    /// <summary>Compares documents with releases.</summary>
    public ReleaseCase(IReadOnlyList<(string Path, string Text)> now, params string[] released)
    {
        _now = new SchemaCase(now);
        _read = now.ToDictionary(d => d.Path, d => DocumentReader.Read(d.Path, d.Text));
        List<DocumentModel> documents = [.. _read.Values.Select(r => r.Model!)];
        List<DocumentModel> before = [.. released.Select((text, i) => DocumentReader.Read($"{i}.json", text).Model!)];
        Findings = SchemaComparer.Compare(_now.Schema, documents, [.. before.Select(d => Link(d, before, documents))]);
    }

    public IReadOnlyList<SchemaDiagnostic> Findings { get; }

    /// <summary>The findings as <c>line:column: severity ID message</c>.</summary>
    public string Description => string.Concat(Findings
        .Select(f => (Finding: f, Place: _read[f.Document].Positions.Find(f)))
        .OrderBy(f => f.Place.Start).ThenBy(f => f.Finding.Id, StringComparer.Ordinal)
        .Select(f => $"{f.Place.Line}:{f.Place.Column}: {f.Finding.Severity.ToString().ToLowerInvariant()} {f.Finding.Id} {f.Finding.Message}\n"));

    private static Baseline Link(DocumentModel document, List<DocumentModel> released, List<DocumentModel> documents)
    {
        var baseline = Baseline.Link(document, released, documents, out var findings);
        Assert.True(baseline is not null, string.Join('\n', findings.Select(f => f.Message)));
        return baseline;
    }
}
