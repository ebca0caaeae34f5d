using System.Collections.Concurrent;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Tests.Drivers.Networks;

/// <summary>A keeper that outlives the hosts that it is given to, in memory.</summary>
internal sealed class MemoryKeeper : IObjectKeeper
{
    private readonly ConcurrentDictionary<(string Kind, string Key), KeptObject> _kept = new();

    public bool IsFresh { get; private set; } = true;

    /// <summary>A host with what was kept of another.</summary>
    public MemoryKeeper Restarted()
    {
        IsFresh = false;
        return this;
    }

    public IReadOnlyDictionary<string, KeptObject> Load(string kind) =>
        _kept.Where(k => k.Key.Kind == kind).ToDictionary(k => k.Key.Key, k => k.Value);

    public ValueTask KeepAsync(string kind, string key, KeptObject? kept)
    {
        if (kept is null)
            _kept.TryRemove((kind, key), out _);
        else
            _kept[(kind, key)] = kept;
        return default;
    }
}
