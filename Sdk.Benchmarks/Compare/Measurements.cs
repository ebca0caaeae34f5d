using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>All that was measured: the windows of every peer, run by run, single numbers, and why something is missing.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<(string Peer, Cell Cell), SortedDictionary<int, List<Window>>> _windows = [];
    private readonly Dictionary<string, List<double>> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _missing = new(StringComparer.Ordinal);

    /// <summary>What there are windows of, in the order in which they came.</summary>
    public IEnumerable<(string Peer, Cell Cell)> Measured => _windows.Keys;

    /// <summary>Why peers and numbers are missing.</summary>
    public IReadOnlyDictionary<string, string> Missing => _missing;

    /// <summary>Adds a window. Rounds of a run come in order.</summary>
    public void Add(int run, string peer, Cell cell, Window window)
    {
        if (!_windows.TryGetValue((peer, cell), out var runs))
            _windows[(peer, cell)] = runs = [];
        if (!runs.TryGetValue(run, out var rounds))
            runs[run] = rounds = [];
        rounds.Add(window);
    }

    /// <summary>Adds a number; each is a run of its own.</summary>
    public void Add(string name, double value)
    {
        if (!_numbers.TryGetValue(name, out var values))
            _numbers[name] = values = [];
        values.Add(value);
    }

    /// <summary>Says why a peer, or a number, is missing.</summary>
    public void Miss(string name, string reason) => _missing.TryAdd(name, reason);

    /// <summary>A figure of a peer; null where it was not measured.</summary>
    public Figure? Of(string peer, Cell cell, Func<Window, double> figure) => _windows.TryGetValue((peer, cell), out var runs)
        ? Figure.FromRuns(runs.Values.Select(rounds => rounds.Select(figure)))
        : null;

    /// <summary>The ratio of a figure of one peer to that of another, round by round: both ran side by side in each.</summary>
    public Figure? Ratio((string Peer, Cell Cell) one, (string Peer, Cell Cell) other, Func<Window, double> figure) =>
        _windows.TryGetValue(one, out var mine) && _windows.TryGetValue(other, out var theirs)
            ? Figure.FromRuns(mine.Keys.Intersect(theirs.Keys).Select(run => mine[run].Zip(theirs[run], (a, b) => figure(a) / figure(b))))
            : null;

    /// <summary>A number; null where it was not measured.</summary>
    public Figure? Number(string name) => _numbers.TryGetValue(name, out var values)
        ? Figure.FromRuns(values.Select(value => new[] { value }))
        : null;
}
