using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Tests.Schema;

/// <summary>Documents that were read and linked together, and what was found.</summary>
internal sealed class SchemaCase
{
    private readonly SortedDictionary<string, ReadDocument> _read = new(StringComparer.Ordinal);

    /// <summary>Reads and links documents by their paths.</summary>
    public SchemaCase(params IEnumerable<(string Path, string Text)> documents)
    {
        foreach (var (path, text) in documents)
            _read.Add(path, DocumentReader.Read(path, text));
        Link = Linker.Link([.. _read.Values.Select(static r => r.Model).OfType<DocumentModel>()]);
        Findings = [.. _read.Values.SelectMany(static r => r.Diagnostics).Concat(Link.Diagnostics)];
    }

    /// <summary>Reads and links one document.</summary>
    public SchemaCase(string text)
        : this([("schema.json", text)])
    {
    }

    public LinkResult Link { get; }

    /// <summary>Whether every document could be read as far as its namespace.</summary>
    public bool IsComplete => _read.Values.All(static r => r.Model is not null);

    public IReadOnlyList<SchemaDiagnostic> Findings { get; }

    /// <summary>The findings as <c>line:column: ID message</c>, in the order of the text; with the file's name where there are several files.</summary>
    public string Describe(Func<SchemaDiagnostic, bool> include) => string.Concat(
        Findings.Where(include)
            .Select(f => (Finding: f, Span: _read[f.Document].Positions.Find(f)))
            .OrderBy(static f => f.Finding.Document, StringComparer.Ordinal).ThenBy(static f => f.Span.Start).ThenBy(static f => f.Finding.Id, StringComparer.Ordinal)
            .Select(f => $"{(_read.Count > 1 ? f.Finding.Document + ":" : "")}{f.Span.Line}:{f.Span.Column}: {f.Finding.Id} {f.Finding.Message}\n"));

    /// <summary>The one namespace of a case that links without errors.</summary>
    public NamespaceModel Namespace => Schema.Namespaces.Single();

    /// <summary>The schema of a case that links without errors.</summary>
    public LinkedSchema Schema
    {
        get
        {
            Assert.True(Link.Schema is not null, Describe(static f => f.Severity == SchemaSeverity.Error));
            return Link.Schema;
        }
    }
}
