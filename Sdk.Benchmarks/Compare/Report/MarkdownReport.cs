using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Virtwire.Sdk.Benchmarks.Compare.Report;

/// <summary>The tables as a page, for docs/performance.md.</summary>
internal static class MarkdownReport
{
    public static string Write(IReadOnlyList<PeerRow> peers, IReadOnlyList<TargetRow> targets, CompareOptions options)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"{options.Runs} runs of {options.Rounds} rounds, windows of {options.Window} ms, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}.\n\n");
        Table(page, Cells.TargetHeads, targets.Select(Cells.Of));
        foreach (var load in peers.GroupBy(row => row.Cell.Load))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {load.Key}\n\n");
            Table(page, Cells.PeerHeads[1..], load.Select(row => Cells.Of(row)[1..]));
        }

        return page.ToString();
    }

    private static void Table(StringBuilder page, string[] heads, IEnumerable<string[]> rows)
    {
        Line(page, heads);
        Line(page, heads.Select(_ => "---"));
        foreach (var row in rows)
            Line(page, row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)));
    }

    private static void Line(StringBuilder page, IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
