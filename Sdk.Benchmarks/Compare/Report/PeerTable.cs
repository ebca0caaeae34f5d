namespace Virtwire.Sdk.Benchmarks.Compare.Report;

/// <summary>A line of the table of peers: one of them under one load.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Cell">The load.</param>
/// <param name="PerSecond">Calls a second.</param>
/// <param name="P50">Median latency in microseconds.</param>
/// <param name="P99">99th percentile in microseconds.</param>
/// <param name="ClientBytes">Bytes allocated a call by the client; null where the peer does not say.</param>
/// <param name="ServerBytes">The same of the server.</param>
/// <param name="Cpu">Microseconds of processor time a call, both processes; null where they do not say.</param>
/// <param name="Ours">Calls a second of ours in its default mode under the same load, divided by this peer's; null for what we did not run.</param>
internal sealed record PeerRow(
    string Peer, Cell Cell, double PerSecond, double P50, double P99, double? ClientBytes, double? ServerBytes, double? Cpu, double? Ours);

/// <summary>Makes the table of peers.</summary>
internal static class PeerTable
{
    /// <summary>All lines, those of a load together.</summary>
    public static IReadOnlyList<PeerRow> Rows(Measurements measurements) =>
        [.. measurements.Measured.GroupBy(key => key.Cell).SelectMany(group => group.Select(key => Row(measurements, key)))];

    private static PeerRow Row(Measurements measurements, (string Peer, Cell Cell) key)
    {
        double? Of(Func<Window, double> figure) => measurements.Of(key.Peer, key.Cell, figure)?.Median;
        return new PeerRow(
            key.Peer,
            key.Cell,
            Of(w => w.PerSecond) ?? double.NaN,
            Of(w => w.Client.P50) ?? double.NaN,
            Of(w => w.Client.P99) ?? double.NaN,
            Of(w => w.ClientBytesPerCall),
            Of(w => w.ServerBytesPerCall),
            Of(w => w.CpuPerCall),
            key.Peer == PeerNames.Lines ? null : measurements.Ratio((PeerNames.Lines, key.Cell), key, w => w.PerSecond)?.Median);
    }
}
