namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1000 and VW1901–VW1999: what only the generator can find.</summary>
public static class GeneratorDiagnostics
{
    /// <summary>The generator failed where no document is to blame.</summary>
    public static DiagnosticDefinition InternalFault { get; } = new(
        "VW1000",
        "The generator failed",
        "the generator failed, which is a mistake of its own and not of the schema; please report it with this text: {0}",
        SchemaSeverity.Error);

    /// <summary>Two members of one definition that C# cannot tell apart.</summary>
    public static DiagnosticDefinition SameMemberName { get; } = new(
        "VW1901",
        "Two members have the same C# name",
        "'{0}' and '{1}' are both '{2}' in C#; rename one of them",
        SchemaSeverity.Error);

    /// <summary>Two definitions whose emitted types C# cannot tell apart.</summary>
    public static DiagnosticDefinition SameTypeName { get; } = new(
        "VW1902",
        "Two definitions emit the same C# type",
        "'{0}' and '{1}' both emit the C# type '{2}'; rename one of them",
        SchemaSeverity.Error);

    internal static DiagnosticDefinition[] All => [InternalFault, SameMemberName, SameTypeName];
}
