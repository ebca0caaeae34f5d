namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>
/// Floors that are missed and why that is accepted: the name of the row, and the section of the documents that argues it. A waiver
/// without such a section, or of a row that there is not, fails a test.
/// </summary>
internal static class Waivers
{
    private const string Echo = "docs/performance.md#what-the-floors-against-the-echo-would-take";

    /// <summary>All of them: the row's name to <c>docs/performance.md#section</c>.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new[]
    {
        "ping against raw batched echo, 64 callers",
        "ping against raw batched echo, 64 callers, inline",
        "ping against raw batched echo, 1,024 callers",
        "ping against raw batched echo, 1,024 callers, inline",
        "ping against raw batched echo, 1,024 callers, inline and spin",
    }.ToDictionary(row => row, _ => Echo, StringComparer.Ordinal);

    /// <summary>The section that waives a row; null for none.</summary>
    public static string? Of(string row) => All.GetValueOrDefault(row);
}
