namespace Virtwire.Sdk.Generators;

/// <summary>The names of the pipeline's steps, so that tests can ask why each of them ran.</summary>
internal static class TrackingNames
{
    /// <summary>The schema files of the compilation, with their roles.</summary>
    public const string Inputs = nameof(Inputs);

    /// <summary>Each document read: model, positions, findings.</summary>
    public const string Parsed = nameof(Parsed);

    /// <summary>Each document without its positions.</summary>
    public const string Documents = nameof(Documents);

    /// <summary>All documents linked, and what is to be emitted.</summary>
    public const string Plan = nameof(Plan);

    /// <summary>One emission unit each.</summary>
    public const string Units = nameof(Units);

    /// <summary>Each document's positions and its reader's findings.</summary>
    public const string Positions = nameof(Positions);

    /// <summary>The findings of linker and planner.</summary>
    public const string Findings = nameof(Findings);

    /// <summary>All of them, in the order of the pipeline.</summary>
    public static IReadOnlyList<string> All { get; } = [Inputs, Parsed, Documents, Plan, Units, Positions, Findings];
}
