namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1001–VW1099: the text is not strict JSON.</summary>
public static class TextDiagnostics
{
    /// <summary>Something else stands where a token was expected.</summary>
    public static DiagnosticDefinition Syntax { get; } = Error("VW1001", "The document is not JSON", "{0}");

    /// <summary>A string that breaks the rules.</summary>
    public static DiagnosticDefinition String { get; } = Error("VW1002", "A string is not a JSON string", "{0}");

    /// <summary>A number that breaks the rules.</summary>
    public static DiagnosticDefinition Number { get; } = Error("VW1003", "A number is not a JSON number", "{0}");

    /// <summary>What relaxed readers allow.</summary>
    public static DiagnosticDefinition Relaxed { get; } = Error("VW1004", "Documents are strict JSON", "{0}");

    /// <summary>A key that the object already has.</summary>
    public static DiagnosticDefinition DuplicateKey { get; } = Error("VW1005", "A key stands twice in one object", "{0}");

    /// <summary>Nested too deep.</summary>
    public static DiagnosticDefinition TooDeep { get; } = Error("VW1006", "The document is nested too deep", "{0}");

    /// <summary>A byte-order mark.</summary>
    public static DiagnosticDefinition ByteOrderMark { get; } = Error("VW1007", "The text begins with a byte-order mark", "{0}");

    internal static DiagnosticDefinition[] All => [Syntax, String, Number, Relaxed, DuplicateKey, TooDeep, ByteOrderMark];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
