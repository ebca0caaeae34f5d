namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1501–VW1549: an error, a resource or an event does not make sense.</summary>
public static class ResourceDiagnostics
{
    /// <summary>A handle that holds itself.</summary>
    public static DiagnosticDefinition IdentityCycle { get; } =
        Error(
            "VW1501",
            "A handle holds itself",
            "every handle would hold another one without end: {0}; take the handle out of one identity");

    /// <summary>An identity field of a type that identifies nothing.</summary>
    public static DiagnosticDefinition IdentityType { get; } =
        Error(
            "VW1502",
            "An identity field identifies nothing",
            "{0} cannot identify an object; use bool, string, a whole number, uuid, uri, an enum or a handle");

    /// <summary>Identity without keys, or keys without identity.</summary>
    public static DiagnosticDefinition KeysAndIdentity { get; } =
        Error("VW1503", "Identity and keys go together", "it has '{0}' but no '{1}': {2}");

    /// <summary>A key of a field that is no identity field.</summary>
    public static DiagnosticDefinition UnknownKey { get; } =
        Error("VW1504", "A key is not an identity field", "'{0}' is not an identity field{1}");

    /// <summary>A parent that is no resource with handles.</summary>
    public static DiagnosticDefinition ParentNotResource { get; } =
        Error("VW1505", "The parent is not a resource", "'{0}' is {1}; a parent is a resource with an identity");

    /// <summary>A parent whose handle is not an identity field.</summary>
    public static DiagnosticDefinition ParentNotInIdentity { get; } =
        Error(
            "VW1506",
            "The parent is not in the identity",
            "no identity field is a handle of '{0}'; add one, so that an object says what it lies in");

    /// <summary>A route that two resources have.</summary>
    public static DiagnosticDefinition RouteTaken { get; } =
        Error("VW1507", "A route stands twice", "'{0}' is already the route of '{1}'; choose another one");

    /// <summary>An error code that stands twice.</summary>
    public static DiagnosticDefinition CodeTaken { get; } =
        Error("VW1508", "An error code stands twice", "the code {0} is already that of '{1}'; take one that was never used");

    /// <summary>An error name that an imported namespace has.</summary>
    public static DiagnosticDefinition ErrorNameTaken { get; } =
        Error(
            "VW1509",
            "An imported namespace's error",
            "'{0}' already is an error of '{1}', and on the wire names stand alone; use that one, or choose another name");

    /// <summary>A method and an event of one name.</summary>
    public static DiagnosticDefinition EventNamedAsMethod { get; } =
        Error("VW1510", "An event is named as a method", "a method of '{0}' is named '{1}' as well; choose another name for one of them");

    internal static DiagnosticDefinition[] All =>
    [
        IdentityCycle, IdentityType, KeysAndIdentity, UnknownKey, ParentNotResource, ParentNotInIdentity, RouteTaken, CodeTaken,
        ErrorNameTaken, EventNamedAsMethod,
    ];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
