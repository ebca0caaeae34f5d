namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>A load and how many callers put it on.</summary>
internal readonly record struct Cell(string Load, int Callers)
{
    public override string ToString() => $"{Load} × {Callers}";
}

/// <summary>A peer, and what it is measured by.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Server">How its server is started; null for one that needs none.</param>
/// <param name="Client">How its client is started.</param>
/// <param name="Cells">Its loads.</param>
internal sealed record PeerPlan(string Name, PeerCommand? Server, PeerCommand Client, IReadOnlyList<Cell> Cells)
{
    /// <summary>The same with both halves on the first core: one caller alone mostly measures where the scheduler puts the two.</summary>
    public PeerPlan OnOneCore(params IReadOnlyList<Cell> cells) =>
        new(PeerNames.OneCore(Name), Server?.OnOneCore(), Client.OnOneCore(), cells);
}
