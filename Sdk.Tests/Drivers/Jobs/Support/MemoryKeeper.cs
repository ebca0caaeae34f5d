using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Tests.Drivers.Jobs.Support;

/// <summary>
/// Keeps in memory what a directory would keep on a disk. A crash is a cut: what was kept before it is there afterwards, and what the server of
/// before still keeps goes nowhere.
/// </summary>
internal sealed class MemoryKeeper : IObjectKeeper
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string Key), KeptObject> _kept;
    private readonly TaskCompletionSource _cut = new();
    private bool _isCut;

    public MemoryKeeper()
        : this([])
    {
    }

    private MemoryKeeper(Dictionary<(string Kind, string Key), KeptObject> kept) => _kept = kept;

    /// <summary>Says of which kinds and objects it cannot be kept what it is given, for a disk that is full; null where all can.</summary>
    public Func<string, KeptObject?, bool>? Fails { get; set; }

    // The tests' hosts begin with nothing: nothing to be added at the first start.
    public bool IsFresh => false;

    public IReadOnlyDictionary<string, KeptObject> Load(string kind)
    {
        lock (_gate)
            return _kept.Where(k => k.Key.Kind == kind).ToDictionary(k => k.Key.Key, k => k.Value);
    }

    public ValueTask KeepAsync(string kind, string key, KeptObject? kept)
    {
        lock (_gate)
        {
            if (_isCut)
                return new ValueTask(_cut.Task);
            if (kept is null)
                _kept.Remove((kind, key));
            else
                _kept[(kind, key)] = kept;
            return Fails?.Invoke(kind, kept) == true
                ? ValueTask.FromException(new StateNotKeptException("The disk is full.", new StateNotKeptDetails { Applied = true }))
                : default;
        }
    }

    /// <summary>What the next server finds. Whoever waits for this one to keep something waits for ever.</summary>
    public MemoryKeeper AfterACrash()
    {
        lock (_gate)
        {
            _isCut = true;
            return new MemoryKeeper(new(_kept));
        }
    }
}
