namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1801–VW1899: what could be better; warnings.</summary>
public static class LintDiagnostics
{
    /// <summary>An element without words.</summary>
    public static DiagnosticDefinition NoDoc { get; } = Warning(
        "VW1801",
        "No documentation",
        "it has no 'doc'; say in a sentence what it is");

    /// <summary>A method without an example.</summary>
    public static DiagnosticDefinition NoExample { get; } = Warning(
        "VW1802",
        "No example",
        "the method has no example; add one call that works as it stands");

    /// <summary>A name that is a word of a language.</summary>
    public static DiagnosticDefinition LanguageKeyword { get; } =
        Warning("VW1803", "The name is a keyword", "'{0}' is a keyword of {1}, so clients there need another name for it");

    /// <summary>Names that differ only in case or in what parts their words.</summary>
    public static DiagnosticDefinition NearlySame { get; } =
        Warning(
            "VW1804",
            "Names are nearly the same",
            "'{0}' and '{1}' differ only in case or in what parts their words, so people and languages mix them up");

    /// <summary>A name that is not written as others are.</summary>
    public static DiagnosticDefinition Style { get; } = Warning(
        "VW1805",
        "The name is not in camel case",
        "names of members are in camel case: '{0}'");

    /// <summary>An import of which nothing is used.</summary>
    public static DiagnosticDefinition UnusedImport { get; } =
        Warning("VW1806", "An import is not used", "nothing of '{0}' is used in the documents of '{1}'; remove the import");

    internal static DiagnosticDefinition[] All => [NoDoc, NoExample, LanguageKeyword, NearlySame, Style, UnusedImport];

    private static DiagnosticDefinition Warning(string id, string title, string format) => new(id, title, format, SchemaSeverity.Warning);
}
