namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>VW1601–VW1699: the life of an element does not add up.</summary>
public static class LifecycleDiagnostics
{
    /// <summary>No version from which the element exists.</summary>
    public static DiagnosticDefinition NoSince { get; } =
        Error("VW1601", "No 'since'", "neither it nor the document states a 'since'; write the version that first has it");

    /// <summary>A version that is not there yet.</summary>
    public static DiagnosticDefinition AfterVersion { get; } =
        Error(
            "VW1602",
            "Later than the namespace's version",
            "{0} is later than {1}, the version of '{2}'; raise 'version', or state an earlier one");

    /// <summary>An element that is older than what it stands in.</summary>
    public static DiagnosticDefinition BeforeParent { get; } =
        Error("VW1603", "Older than what it stands in", "it is since {0}, but '{1}' around it only since {2}; state {2} or later");

    /// <summary>An element that is older than what it uses.</summary>
    public static DiagnosticDefinition ReferentNewer { get; } =
        Error("VW1604", "Uses something newer than itself", "it is since {0}, but uses '{1}', which is since {2}; state {2} or later");

    /// <summary>A deprecation that says no way out.</summary>
    public static DiagnosticDefinition NoUse { get; } = new(
        "VW1605", "Deprecated without a way out", "it is deprecated, but 'use' does not say what to use instead", SchemaSeverity.Warning);

    /// <summary>A way out that leads nowhere.</summary>
    public static DiagnosticDefinition UnknownUse { get; } =
        Error("VW1606", "The way out leads nowhere", "'{0}' is neither a sibling nor a path such as Domain.getInfo{1}");

    /// <summary>A deprecation whose versions are out of order.</summary>
    public static DiagnosticDefinition DeprecationOrder { get; } =
        Error("VW1607", "Versions of a deprecation are out of order", "{0} {1} must be {2} {3} {4}");

    /// <summary>An earlier name that is in use.</summary>
    public static DiagnosticDefinition NameTaken { get; } =
        Error("VW1608", "An earlier name is in use", "the earlier name '{0}' is {1}, so an old peer could not tell the two apart");

    /// <summary>A rename whose version is out of order.</summary>
    public static DiagnosticDefinition RenameOrder { get; } =
        Error(
            "VW1609",
            "The version of a rename is out of order",
            "'until' {0} must be later than 'since' {1}, because the earlier name was written before it");

    /// <summary>Something stable that uses something that is not.</summary>
    public static DiagnosticDefinition UsesPreview { get; } =
        Error(
            "VW1610",
            "Something stable uses a preview",
            "it is stable but uses '{0}', which is a preview; make it a preview as well, or use something stable");

    internal static DiagnosticDefinition[] All =>
        [NoSince, AfterVersion, BeforeParent, ReferentNewer, NoUse, UnknownUse, DeprecationOrder, NameTaken, RenameOrder, UsesPreview];

    private static DiagnosticDefinition Error(string id, string title, string format) => new(id, title, format, SchemaSeverity.Error);
}
