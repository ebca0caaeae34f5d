using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>Every kind of finding about a schema. Each has a page, <c>docs/diagnostics/VW1nnn.md</c>; an id is never used again.</summary>
public static class DiagnosticCatalogue
{
    private static readonly Dictionary<string, DiagnosticDefinition> ById =
        Definitions().ToDictionary(static d =>
        d.Id, StringComparer.Ordinal);

    /// <summary>All of them, by id.</summary>
    public static EquatableArray<DiagnosticDefinition> All { get; } =
        ById.Values.OrderBy(static d => d.Id, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>The one of that id, or null.</summary>
    public static DiagnosticDefinition? Find(string id) => ById.TryGetValue(id, out var definition) ? definition : null;

    private static IEnumerable<DiagnosticDefinition> Definitions() =>
    [
        .. GeneratorDiagnostics.All, .. TextDiagnostics.All, .. KeywordDiagnostics.All, .. NameDiagnostics.All, .. TypeDiagnostics.All,
        .. FieldDiagnostics.All, .. ResourceDiagnostics.All, .. MethodDiagnostics.All, .. LifecycleDiagnostics.All,
        .. LintDiagnostics.All, .. CSharpDiagnostics.All,
    ];
}
