using System.Collections.Frozen;

namespace Virtwire.Sdk.Hosts;

/// <summary>The versions that both sides have agreed on, by namespace.</summary>
internal sealed class PeerVersions
{
    // Namespaces are named by literals, so there are no more strings than namespaces; an app may still come with others.
    private const int MostAnswers = 8;

    private static readonly ApiVersion Any = new(int.MaxValue, int.MaxValue);

    private readonly FrozenDictionary<string, ApiVersion> _agreed;
    private readonly FrozenSet<string> _asked;
    private volatile Answer[] _answers = [];

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
        // Each call asks, nearly always with one of a few strings: comparing those costs a tenth of hashing them.
        foreach (var answer in _answers)
        {
            if (ReferenceEquals(answer.Namespace, schemaNamespace))
                return since <= answer.Upto;
        }

        return Remember(Look(schemaNamespace)).Upto is { } upto && since <= upto;
    }

    private Answer Look(string schemaNamespace) => _agreed.TryGetValue(schemaNamespace, out var version)
        ? new Answer(schemaNamespace, version)
        : new Answer(schemaNamespace, _asked.Contains(schemaNamespace) ? null : Any);

    private Answer Remember(Answer answer)
    {
        // Two threads at once may lose one of two answers, which is then looked up again.
        if (_answers.Length < MostAnswers)
            _answers = [.. _answers, answer];
        return answer;
    }

    private sealed record Answer(string Namespace, ApiVersion? Upto);
}
