using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>What linking has found so far.</summary>
internal sealed class FindingList
{
    private readonly List<SchemaDiagnostic> _findings = [];

    public bool HasErrors { get; private set; }

    /// <summary>Adds a finding about the value at a place.</summary>
    public void Add(DiagnosticDefinition definition, Place place, params string[] arguments) =>
        Add(definition, place, ElementPart.Value, arguments);

    /// <summary>Adds a finding about the key at a place: about an element as a whole.</summary>
    public void AddAtKey(DiagnosticDefinition definition, Place place, params string[] arguments) =>
        Add(definition, place, ElementPart.Key, arguments);

    /// <summary>The findings by document, in the order in which they were found.</summary>
    public EquatableArray<SchemaDiagnostic> ByDocument() =>
        _findings.OrderBy(static f => f.Document, StringComparer.Ordinal).ToEquatableArray();

    private void Add(DiagnosticDefinition definition, Place place, ElementPart part, string[] arguments)
    {
        _findings.Add(definition.At(place.Document, place.Pointer, part, arguments));
        HasErrors |= definition.Severity == SchemaSeverity.Error;
    }
}
