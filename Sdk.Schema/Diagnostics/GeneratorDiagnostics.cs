using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1000: what only the generator can find.</summary>
public static class GeneratorDiagnostics
{
    /// <summary>The generator failed where no document is to blame.</summary>
    public static DiagnosticDefinition InternalFault { get; } = new(
        "VW1000",
        "The generator failed",
        "the generator failed, which is a mistake of its own and not of the schema; please report it with this text: {0}",
        SchemaSeverity.Error);

    /// <summary>All of them.</summary>
    public static EquatableArray<DiagnosticDefinition> All { get; } = new([InternalFault]);
}
