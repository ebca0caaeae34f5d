using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>Keeps in memory what a host gives it, for the next host of a test.</summary>
internal sealed class RememberingKeeper : IObjectKeeper
{
    private readonly Dictionary<string, Dictionary<string, KeptObject>> _kept = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsFresh => _kept.Count == 0;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, KeptObject> Load(string kind) => _kept.GetValueOrDefault(kind) ?? [];

    /// <inheritdoc/>
    public ValueTask KeepAsync(string kind, string key, KeptObject? kept)
    {
        var ofKind = _kept.TryGetValue(kind, out var found) ? found : _kept[kind] = new(StringComparer.Ordinal);
        if (kept is null)
            ofKind.Remove(key);
        else
            ofKind[key] = kept;
        return default;
    }
}
