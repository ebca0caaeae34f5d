namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1201–VW1299: namespaces, documents and names do not fit together.</summary>
public static class NameDiagnostics
{
    /// <summary>An import of a namespace that no document has.</summary>
    public static DiagnosticDefinition UnknownNamespace { get; } =
        Error("VW1201", "Unknown namespace", "no document of the namespace '{0}' was given{1}");

    /// <summary>Namespaces that import each other.</summary>
    public static DiagnosticDefinition ImportCycle { get; } =
        Error("VW1202", "Namespaces import each other", "the import closes a cycle: {0}; move what both need into a namespace of its own");

    /// <summary>A namespace that imports itself.</summary>
    public static DiagnosticDefinition SelfImport { get; } =
        Error(
            "VW1203",
            "A namespace imports itself",
            "'{0}' imports itself; all documents of a namespace see each other's names without an import");

    /// <summary>A name that is defined twice in a namespace.</summary>
    public static DiagnosticDefinition Duplicate { get; } =
        Error("VW1204", "A name is defined twice", "'{0}' is already defined as {1} in {2}; rename or remove one of the two");

    /// <summary>A type that does not exist.</summary>
    public static DiagnosticDefinition UnknownType { get; } =
        Error("VW1205", "Unknown type", "no type or resource '{0}' is in '{1}' or in what it imports{2}");

    /// <summary>A name that several imports have.</summary>
    public static DiagnosticDefinition Ambiguous { get; } =
        Error("VW1206", "Ambiguous name", "'{0}' is in several imported namespaces; write one of {1}");

    /// <summary>A qualified name of a namespace that is not imported.</summary>
    public static DiagnosticDefinition NotImported { get; } =
        Error("VW1207", "Namespace not imported", "'{0}' is in a namespace that is not imported; add \"{1}\" to 'import'");

    /// <summary>An error that does not exist.</summary>
    public static DiagnosticDefinition UnknownError { get; } =
        Error("VW1208", "Unknown error", "no error '{0}' is in '{1}' or in what it imports{2}");

    /// <summary>Documents of one namespace that state different versions.</summary>
    public static DiagnosticDefinition VersionsDiffer { get; } =
        Error(
            "VW1209",
            "Documents disagree on the version",
            "the namespace '{0}' has version {1} here and {2} in {3}; state it once, or alike");

    /// <summary>Documents of one namespace that state different C# namespaces.</summary>
    public static DiagnosticDefinition CSharpNamespacesDiffer { get; } =
        Error(
            "VW1210",
            "Documents disagree on the C# namespace",
            "the namespace '{0}' is '{1}' in C# here and '{2}' in {3}; state it once, or alike");

    /// <summary>A resource name that another namespace has.</summary>
    public static DiagnosticDefinition ForeignResource { get; } =
        Error(
            "VW1211",
            "Another namespace's resource",
            "the namespace '{0}' already has a resource '{1}', and on the wire its methods would be the same '{1}.…'; choose another name");

    /// <summary>A document of a namespace that another assembly holds.</summary>
    public static DiagnosticDefinition ForeignNamespace { get; } =
        Error(
            "VW1212",
            "Another assembly's namespace",
            "'{0}' is the namespace of {1}, which is only referred to here, and nobody adds to what is another's; choose a namespace of your own and import '{0}'");

    internal static DiagnosticDefinition[] All =>
    [
        UnknownNamespace, ImportCycle, SelfImport, Duplicate, UnknownType, Ambiguous, NotImported, UnknownError, VersionsDiffer,
        CSharpNamespacesDiffer, ForeignResource, ForeignNamespace,
    ];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
