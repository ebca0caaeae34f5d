namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>One who knows only the events, and makes of them which domains there are, which are persistent and what they do.</summary>
internal sealed class DomainWatcher
{
    private readonly Dictionary<string, (bool Persistent, string State)> _domains = new(StringComparer.Ordinal);

    /// <summary>What it believes.</summary>
    public IEnumerable<string> Lines =>
        _domains.Select(d => $"{d.Key} {(d.Value.Persistent ? "persistent" : "transient")} {d.Value.State}").Order(StringComparer.Ordinal);

    /// <summary>The part of a listed line that events tell of.</summary>
    public static string WhatEventsTell(string line) => string.Join(' ', line.Split(' ')[1..4]);

    /// <summary>Takes in events, in the words of the recording.</summary>
    public void Observe(IEnumerable<string> events)
    {
        foreach (var words in events.Select(e => e.Split(' ')))
        {
            var known = _domains.GetValueOrDefault(words[1], (Persistent: false, State: "shutoff"));
            _domains[words[1]] = words switch
            {
                ["defined", _, var oldName, "renamed"] => Moved(oldName),
                ["defined", ..] => known with { Persistent = true },
                ["undefined", _, "removed"] => known with { Persistent = false },
                ["stateChanged", _, _, var state] => known with { State = state },
                _ => known,
            };
            if (_domains[words[1]] is { Persistent: false, State: "shutoff" })
                _domains.Remove(words[1]);
        }
    }

    private (bool Persistent, string State) Moved(string oldName)
    {
        _domains.Remove(oldName, out var moved);
        return moved;
    }
}
