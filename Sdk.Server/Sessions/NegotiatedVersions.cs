namespace Virtwire.Sdk.Server.Sessions;

/// <summary>
/// The version of each namespace that a session speaks, where it is an older one than the server's, and the features beside them.
/// Equal by content, so that sessions which agreed on the same share a view.
/// </summary>
internal sealed class NegotiatedVersions : IEquatable<NegotiatedVersions>
{
    private readonly SortedDictionary<string, ApiVersion> _older = new(StringComparer.Ordinal);

    private readonly SortedSet<string> _features = new(StringComparer.Ordinal);

    private NegotiatedVersions()
    {
    }

    /// <summary>The server's own versions, and no features: what a session has that has agreed on nothing.</summary>
    internal static NegotiatedVersions Current { get; } = new();

    /// <summary>Keeps of what was agreed on all that differs from the server's own versions.</summary>
    internal static NegotiatedVersions Of(IEnumerable<(ApiDescription Api, ApiVersion Version)> agreed, IEnumerable<string> features)
    {
        var versions = new NegotiatedVersions();
        versions._features.UnionWith(features);
        foreach (var (api, version) in agreed)
        {
            if (version < api.Version)
                versions._older[api.Namespace] = version;
        }

        return versions;
    }

    /// <summary>The version that hides what is newer; null where nothing is hidden.</summary>
    internal ApiVersion? Hiding(string schemaNamespace, ApiVersion since) =>
        _older.TryGetValue(schemaNamespace, out var version) && since > version ? version : null;

    /// <summary>The first of the features that was not agreed on; null where all were.</summary>
    internal string? Lacking(IReadOnlyList<string> features)
    {
        foreach (var feature in features)
        {
            if (!_features.Contains(feature))
                return feature;
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(NegotiatedVersions? other) => other is not null && _older.SequenceEqual(other._older) && _features.SetEquals(other._features);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NegotiatedVersions);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (name, version) in _older)
        {
            hash.Add(name);
            hash.Add(version);
        }

        foreach (var feature in _features)
            hash.Add(feature);
        return hash.ToHashCode();
    }
}
