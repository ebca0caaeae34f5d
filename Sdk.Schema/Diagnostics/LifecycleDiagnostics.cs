namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1601–VW1699: the life of an element does not add up.</summary>
public static class LifecycleDiagnostics
{
    /// <summary>No version from which the element exists.</summary>
    public static DiagnosticDefinition NoSince { get; } =
        Error("VW1601", "No 'since'", "neither it nor the document states a 'since'; write the version that first has it");

    internal static DiagnosticDefinition[] All => [NoSince];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
