using System.Collections.Frozen;

namespace Virtwire.Sdk.Hosts;

/// <summary>The versions that both sides have agreed on, by namespace.</summary>
internal sealed class PeerVersions
{
    private static readonly ApiVersion Any = new(int.MaxValue, int.MaxValue);

    private readonly FrozenDictionary<string, ApiVersion> _agreed;
    private readonly FrozenSet<string> _asked;
    private volatile Answer? _last;

    /// <summary>The outcome of a negotiation.</summary>
    /// <param name="agreed">What the server has picked.</param>
    /// <param name="asked">The namespaces that it was asked for.</param>
    public PeerVersions(IReadOnlyDictionary<string, string> agreed, IEnumerable<string> asked)
    {
        _agreed = agreed
            .Select(static pair => (pair.Key, IsVersion: ApiVersion.TryParse(pair.Value, out var version), Version: version))
            .Where(static pair => pair.IsVersion)
            .ToFrozenDictionary(static pair => pair.Key, static pair => pair.Version, StringComparer.Ordinal);
        _asked = asked.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The version of a namespace; null where the server lacks it or was not asked.</summary>
    public ApiVersion? Of(string schemaNamespace) => _agreed.TryGetValue(schemaNamespace, out var version) ? version : null;

    /// <summary>
    /// Whether the server has what came with a version of a namespace. For a namespace that it was not asked for the answer is
    /// yes, and its own answer decides.
    /// </summary>
    public bool Have(string schemaNamespace, ApiVersion since)
    {
        // Each call asks, nearly always for the same string: comparing that costs a tenth of hashing it.
        var last = _last;
        if (last is null || !ReferenceEquals(last.Namespace, schemaNamespace))
            _last = last = Look(schemaNamespace);
        return since <= last.Upto;
    }

    private Answer Look(string schemaNamespace) => _agreed.TryGetValue(schemaNamespace, out var version)
        ? new Answer(schemaNamespace, version)
        : new Answer(schemaNamespace, _asked.Contains(schemaNamespace) ? null : Any);

    private sealed record Answer(string Namespace, ApiVersion? Upto);
}
