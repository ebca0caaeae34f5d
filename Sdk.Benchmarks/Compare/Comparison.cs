using Virtwire.Sdk.Benchmarks.Peers;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>
/// Keeps every peer alive and lets windows of load rotate over them, so that the noise of a shared machine falls on all alike.
/// </summary>
internal sealed class Comparison : IAsyncDisposable
{
    /// <summary>How long lists are in flight before they are counted, in milliseconds.</summary>
    private const int LeadIn = 100;

    private readonly Dictionary<string, LivePeer> _peers = new(StringComparer.Ordinal);
    private readonly HashSet<(string Peer, Cell Cell)> _dropped = [];
    private readonly Measurements _measurements;
    private readonly CompareOptions _options;
    private readonly Action<string> _say;

    /// <summary>One without peers.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="measurements">Where it goes.</param>
    /// <param name="say">Told how far it is, and what cannot be measured.</param>
    public Comparison(CompareOptions options, Measurements measurements, Action<string> say) =>
        (_options, _measurements, _say) = (options, measurements, say);

    /// <summary>The peers that live.</summary>
    public IReadOnlyDictionary<string, LivePeer> Peers => _peers;

    /// <summary>Starts peers; one that does not start is noted as missing, and the others go on.</summary>
    public async Task StartAsync(IEnumerable<PeerPlan> plans)
    {
        foreach (var plan in plans.Where(plan => plan.Cells.Any(_options.Takes)))
        {
            try
            {
                _peers.Add(plan.Name, await LivePeer.StartAsync(plan));
            }
            catch (PeerException failure)
            {
                Drop(plan.Name, failure.Message);
            }
        }
    }

    /// <summary>Warms every load up, then measures: runs of rounds, in each of which every peer has a window of every load.</summary>
    public async Task RunAsync()
    {
        var cells = _peers.Values.SelectMany(peer => peer.Plan.Cells).Where(_options.Takes).Distinct().ToArray();
        foreach (var cell in cells)
        {
            _say($"warming up {cell}");
            foreach (var peer in PeersOf(cell, 0))
                await WindowAsync(peer, cell, _options.Warm);
        }

        for (var run = 0; run < _options.Runs; run++)
        {
            for (var round = 0; round < _options.Rounds; round++)
            {
                _say($"run {run + 1} of {_options.Runs}, round {round + 1} of {_options.Rounds}");
                foreach (var cell in cells)
                {
                    foreach (var peer in PeersOf(cell, (run * _options.Rounds) + round))
                    {
                        // The pool gives arrays back to the system while a peer is idle; lists in flight take them again, once.
                        if (cell.Load == Loads.List)
                            await WindowAsync(peer, cell, LeadIn);
                        if (await WindowAsync(peer, cell, _options.Window) is { } window)
                            _measurements.Add(run, peer.Plan.Name, cell, window);
                    }
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers.Values)
            await peer.DisposeAsync();
    }

    // Each round begins with another peer, so that none always comes after the same one.
    private LivePeer[] PeersOf(Cell cell, int turn)
    {
        var peers = _peers.Values.Where(peer => peer.Plan.Cells.Contains(cell)).ToArray();
        return peers.Length == 0 ? peers : [.. peers[(turn % peers.Length)..], .. peers[..(turn % peers.Length)]];
    }

    private async Task<Window?> WindowAsync(LivePeer peer, Cell cell, int milliseconds)
    {
        var name = peer.Plan.Name;
        if (_dropped.Contains((name, cell)))
            return null;
        try
        {
            return await peer.RunAsync(cell, milliseconds);
        }
        catch (PeerException failure)
        {
            if (failure.IsOver)
            {
                _peers.Remove(name);
                await peer.DisposeAsync();
                Drop(name, failure.Message);
            }
            else
            {
                _dropped.Add((name, cell));
                Drop($"{name}: {cell}", failure.Message);
            }

            return null;
        }
    }

    private void Drop(string what, string reason)
    {
        _measurements.Miss(what, reason);
        _say($"NOT MEASURED: {what}: {reason}");
    }
}
