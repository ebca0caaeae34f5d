using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Compare.Report;

/// <summary>The tables' words, the same in the terminal and on a page.</summary>
internal static class Cells
{
    public static readonly string[] PeerHeads = ["load", "callers", "peer", "calls/s", "p50 µs", "p99 µs", "bytes client", "bytes server", "CPU µs", "ours is"];

    public static readonly string[] TargetHeads = ["target", "floor", "goal", "figure", "runs", "verdict"];

    public static string[] Of(PeerRow row) =>
    [
        row.Cell.Load,
        Text(row.Cell.Callers, "N0"),
        row.Peer,
        Text(row.PerSecond, "N0"),
        Text(row.P50, "N1"),
        Text(row.P99, "N1"),
        Text(row.ClientBytes, "N1"),
        Text(row.ServerBytes, "N1"),
        Text(row.Cpu, "N2"),
        row.Ours is { } ours ? Text(ours, "0.00") + "×" : "",
    ];

    public static string[] Of(TargetRow row) => [row.Name, row.Show(row.Floor), row.Show(row.Goal), row.ShowFigure(), row.ShowRange(), row.Verdict];

    private static string Text(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";
}
