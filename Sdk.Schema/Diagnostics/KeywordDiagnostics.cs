namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1101–VW1199: an element is not written as the language says.</summary>
public static class KeywordDiagnostics
{
    /// <summary>A keyword that the element does not have.</summary>
    public static DiagnosticDefinition Unknown { get; } = Error("VW1101", "Unknown keyword", "{0} has no keyword '{1}'; {2}");

    /// <summary>A keyword that the element must have.</summary>
    public static DiagnosticDefinition Missing { get; } = Error("VW1102", "Missing keyword", "{0} must have '{1}': {2}");

    /// <summary>A value of the wrong JSON kind.</summary>
    public static DiagnosticDefinition Mistyped { get; } = Error("VW1103", "Value of the wrong kind", "{0} was expected, found {1}");

    /// <summary>A name that breaks the grammar of names.</summary>
    public static DiagnosticDefinition Name { get; } = Error("VW1104", "Not a name", "'{0}' is not {1}: {2}");

    /// <summary>Not a version.</summary>
    public static DiagnosticDefinition Version { get; } =
        Error("VW1105", "Not a version", "'{0}' is not a version; write major.minor without leading zeros, such as \"1.0\"");

    /// <summary>Not a type expression.</summary>
    public static DiagnosticDefinition TypeExpression { get; } = Error("VW1106", "Not a type", "'{0}' is not a type: {1}");

    /// <summary>A word that is not one of those allowed.</summary>
    public static DiagnosticDefinition Choice { get; } = Error("VW1107", "Not one of the words allowed", "'{0}' is not one of {1}{2}");

    /// <summary>A number outside what the keyword takes.</summary>
    public static DiagnosticDefinition Range { get; } = Error("VW1108", "Number out of range", "{0} was expected, found {1}");

    /// <summary>Nothing where something must stand.</summary>
    public static DiagnosticDefinition Empty { get; } = Error("VW1109", "Nothing where something must stand", "'{0}' is empty; {1}");

    /// <summary>An item that stands twice in a list.</summary>
    public static DiagnosticDefinition Repeated { get; } = Error(
        "VW1110",
        "An item stands twice in a list",
        "'{0}' already stands in '{1}'; take one of them out");

    internal static DiagnosticDefinition[] All =>
        [Unknown, Missing, Mistyped, Name, Version, TypeExpression, Choice, Range, Empty, Repeated];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
