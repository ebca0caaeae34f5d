using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility.Rules;

/// <summary>An element's life, and the version of the namespace that it is seen in.</summary>
internal sealed record Life(Lifecycle Element, SchemaVersion Version);

/// <summary>VW2001–VW2099: versions, names and lives.</summary>
internal static class LifeRules
{
    public static Rule<NamespaceModel>[] OfNamespaces { get; } =
    [
        Rule.Changed<NamespaceModel>(
            "VW2001", "The version goes back", "B", "version", "the version is {1}, but {2} has been released; state {2} or a later one",
            static (before, now) => now.Version < before.Version,
            static (before, now) => [now.Version.ToString(), before.Version.ToString()]),
    ];

    /// <summary>What holds for every element.</summary>
    public static Rule<Life>[] All { get; } =
    [
        new("VW2002", "Not the version that first has it", "B", "since", "its 'since' is {1}, but {2}", FindSince),
        Rule.Changed<Life>(
            "VW2003", "Something stable became a preview", "B", "stability", "it was released as stable, which cannot be taken back; remove the 'stability'",
            static (before, now) => !before.Element.Preview && now.Element.Preview),
        Rule.Changed<Life>(
            "VW2004", "A removal comes earlier than announced", "B", "deprecated",
            "it may be removed from {1} on, but {2} was announced; state {2} or later",
            static (before, now) => Removal(now) < Removal(before),
            static (before, now) => [Removal(now).ToString()!, Removal(before).ToString()!]),
        Rule.Changed<Life>(
            "VW2005", "A feature is needed that was not", "B", "features",
            "it now needs the feature {1}, which peers of before do not agree on; add an element beside it instead",
            static (before, now) => NewFeatures(before, now).Any(),
            static (before, now) => [string.Join(", ", NewFeatures(before, now))]),
    ];

    /// <summary>What holds for every element whose name travels.</summary>
    public static Rule<Life>[] OfNames { get; } =
    [
        Rule.Changed<Life>(
            "VW2006", "An earlier name is forgotten", "B", "was",
            "its earlier name {1} is no longer understood, but peers may still write it; keep it in 'was'",
            static (before, now) => Forgotten(before, now).Any(),
            static (before, now) => [string.Join(", ", Forgotten(before, now))]),
    ];

    private static string[]? FindSince(Life? before, Life? now)
    {
        if (now?.Element.Since is not { } since)
            return null;
        if (before?.Element.Since is { } released)
            return since == released ? null : [since.ToString(), "it has been there since " + released + "; state that"];
        return since > now.Version ? null : [since.ToString(), now.Version + " was released without it; state a later version"];
    }

    private static SchemaVersion? Removal(Life life) => life.Element.Deprecated?.RemoveNotBefore;

    private static IEnumerable<string> NewFeatures(Life before, Life now) => now.Element.Features.Except(before.Element.Features, StringComparer.Ordinal);

    private static IEnumerable<string> Forgotten(Life before, Life now) =>
        before.Element.Was.Select(static r => r.Name).Except(now.Element.Was.Select(static r => r.Name), StringComparer.Ordinal);
}
