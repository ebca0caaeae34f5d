namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>
/// Floors that are missed and why that is accepted: the name of the row, and the section of the documents that argues it. A waiver
/// without such a section, or of a row that there is not, fails a test.
/// </summary>
internal static class Waivers
{
    private const string Echo = "docs/performance.md#what-the-floors-against-the-echo-would-take";
    private const string Edge = "docs/performance.md#floors-at-the-edge";

    /// <summary>All of them: the row's name to <c>docs/performance.md#section</c>.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new (string Row, string Section)[]
    {
        ("ping against raw batched echo, 64 callers", Echo),
        ("ping against raw batched echo, 64 callers, inline", Echo),
        ("ping against raw batched echo, 1,024 callers", Echo),
        ("ping against raw batched echo, 1,024 callers, inline", Echo),
        ("ping against raw batched echo, 1,024 callers, inline and spin", Echo),
        ("ping against ASP.NET Core h2c JSON, 64 callers", Edge),
        ("CPU µs per ping, 64 callers", Edge),
        ("server: bytes allocated per list beyond the driver's", Edge),
        ("100 connections of 10 callers against raw echo, inline and spin", Edge),
    }.ToDictionary(waiver => waiver.Row, waiver => waiver.Section, StringComparer.Ordinal);

    /// <summary>The section that waives a row; null for none.</summary>
    public static string? Of(string row) => All.GetValueOrDefault(row);
}
