namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1301–VW1399: a type does not make sense.</summary>
public static class TypeDiagnostics
{
    /// <summary>Aliases that lead to each other.</summary>
    public static DiagnosticDefinition AliasCycle { get; } =
        Error("VW1301", "An alias stands for itself", "the alias leads back to itself: {0}; let one of them stand for another type");

    /// <summary>A struct that no finite value can have.</summary>
    public static DiagnosticDefinition Endless { get; } =
        Error(
            "VW1302",
            "No value of the type ever ends",
            "every value would hold another one without end: {0}; make one of the fields optional or an array");

    /// <summary>A value type that holds itself.</summary>
    public static DiagnosticDefinition ValueTypeCycle { get; } =
        Error(
            "VW1303",
            "A value type holds itself",
            "C# cannot lay out a value type that holds itself, even optionally: {0}; remove 'valueType' from one of them");

    /// <summary>Two enum values with one number.</summary>
    public static DiagnosticDefinition NumberTaken { get; } =
        Error("VW1304", "An enum number stands twice", "the number {0} is already that of '{1}'; take one that was never used");

    /// <summary>A fallback that is no value.</summary>
    public static DiagnosticDefinition UnknownFallback { get; } =
        Error("VW1305", "The fallback is not a value", "the enum has no value '{0}'{1}");

    /// <summary>A fallback of a closed enum.</summary>
    public static DiagnosticDefinition ClosedFallback { get; } =
        Error(
            "VW1306",
            "A closed enum has a fallback",
            "a closed enum has no unknown values, so a fallback is never used; remove 'fallback' or 'open'");

    /// <summary>A member whose name is reserved.</summary>
    public static DiagnosticDefinition Reserved { get; } =
        Error("VW1307", "A reserved name is used", "'{0}' is reserved, because it meant something else once; choose another name");

    /// <summary>A variant that is no struct.</summary>
    public static DiagnosticDefinition VariantNotStruct { get; } =
        Error("VW1308", "A variant is not a struct", "'{0}' is {1}; a variant is a struct, whose members stand beside the tag");

    /// <summary>A variant's struct with a field of the tag's name.</summary>
    public static DiagnosticDefinition TagTaken { get; } =
        Error("VW1309", "The tag is also a field", "'{0}' has a field '{1}', which is the union's tag; rename the tag or the field");

    /// <summary>A group of static methods where a type stands.</summary>
    public static DiagnosticDefinition NoHandle { get; } =
        Error(
            "VW1310",
            "A resource without handles is used as a type",
            "'{0}' has no identity, so there are no handles to it; use a struct, or give it an identity");

    /// <summary>An alias of an alias of an alias, and so on.</summary>
    public static DiagnosticDefinition AliasTooFar { get; } =
        Error(
            "VW1311",
            "An alias leads too far",
            "the alias stands for a type that is more than {0} aliases, arrays and maps away; let it stand for a type that is nearer, or put a struct between");

    internal static DiagnosticDefinition[] All =>
    [
        AliasCycle, Endless, ValueTypeCycle, NumberTaken, UnknownFallback, ClosedFallback, Reserved, VariantNotStruct, TagTaken, NoHandle,
        AliasTooFar,
    ];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
