namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1401–VW1499: a field, parameter or constraint does not make sense.</summary>
public static class FieldDiagnostics
{
    /// <summary>A constraint of other types.</summary>
    public static DiagnosticDefinition Misplaced { get; } =
        Error("VW1401", "A keyword does not apply to the type", "'{0}' does not apply to {1}; it applies to {2}");

    /// <summary>Bounds that no value satisfies.</summary>
    public static DiagnosticDefinition Contradiction { get; } =
        Error("VW1402", "Constraints contradict each other", "no value satisfies both {0} {1} and {2} {3}");

    /// <summary>A bound that the type cannot have.</summary>
    public static DiagnosticDefinition Bound { get; } =
        Error("VW1403", "A bound is not a value of the type", "'{0}' is {1}, which no value of type {2} can be: {3}");

    /// <summary>A pattern that is not an I-Regexp.</summary>
    public static DiagnosticDefinition Pattern { get; } =
        Error("VW1404", "A pattern is not an I-Regexp", "the pattern is not an I-Regexp (RFC 9485): at character {0}, {1}");

    /// <summary>A default that is not a value of the field.</summary>
    public static DiagnosticDefinition Default { get; } =
        Error("VW1405", "A default is not a value of the type", "the default is not a value that may be sent: {0}");

    /// <summary>A default of what is never absent.</summary>
    public static DiagnosticDefinition DefaultOfRequired { get; } =
        Error(
            "VW1406",
            "A default of what is never absent",
            "the default is never used, because it may not be absent; add \"optional\": true");

    /// <summary>A hint that may be dropped but must be given.</summary>
    public static DiagnosticDefinition DropRequired { get; } =
        Error(
            "VW1407",
            "A required parameter that may be dropped",
            "a parameter that a client may drop must be one that may be absent; add \"optional\": true");

    internal static DiagnosticDefinition[] All => [Misplaced, Contradiction, Bound, Pattern, Default, DefaultOfRequired, DropRequired];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
