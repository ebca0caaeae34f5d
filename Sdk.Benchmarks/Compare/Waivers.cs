namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>
/// Floors that are missed and why that is accepted: the name of the row, and the section of the documents that argues it. A waiver
/// without such a section, or of a row that there is not, fails a test.
/// </summary>
internal static class Waivers
{
    /// <summary>All of them: the row's name to <c>docs/performance.md#section</c>.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The section that waives a row; null for none.</summary>
    public static string? Of(string row) => All.GetValueOrDefault(row);
}
