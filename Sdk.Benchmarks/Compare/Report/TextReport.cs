namespace Virtwire.Sdk.Benchmarks.Compare.Report;

/// <summary>The tables for a terminal.</summary>
internal static class TextReport
{
    public static void Write(TextWriter output, IEnumerable<PeerRow> peers, IEnumerable<TargetRow> targets)
    {
        Table(output, [Cells.PeerHeads, .. peers.Select(Cells.Of)], numbers: 3);
        output.WriteLine();
        Table(output, [Cells.TargetHeads, .. targets.Select(Cells.Of)], numbers: 1);
    }

    private static void Table(TextWriter output, IReadOnlyList<string[]> lines, int numbers)
    {
        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            var cells = line.Select((cell, i) => i < numbers || i == line.Length - 1 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
