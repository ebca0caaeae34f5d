using System.Globalization;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility.Rules;

/// <summary>VW2401–VW2499: what values must satisfy.</summary>
internal static class ConstraintRules
{
    public static Rule<Constraints>[] All { get; } =
    [
        new("VW2401", "A constraint is tighter", "B/C/C", "", "{1}, so values of before are refused; take it back", static (b, n) => Words(b, n, 1)),
        new("VW2402", "A constraint is looser", "C/R/R", "", "{1}, so peers of before may meet values that they do not expect", static (b, n) => Words(b, n, -1)),
        Rule.Changed<Constraints>(
            "VW2403", "A pattern changed", "R", "pattern", "the pattern was {1} and is now {2}; make sure that it takes what it took before",
            static (before, now) => before.Pattern is not null && now.Pattern is not null && before.Pattern != now.Pattern,
            static (before, now) => [before.Pattern!, now.Pattern!]),
        Rule.Changed<Constraints>(
            "VW2404", "A format changed", "B/R/R", "format", "the format was {1} and is now {2}; add another field instead",
            static (before, now) => before.Format != now.Format,
            static (before, now) => [before.Format ?? "any", now.Format ?? "any"]),
    ];

    // The bounds that went the given way: 1 is tighter, -1 is looser.
    private static string[]? Words(Constraints? before, Constraints? now, int way)
    {
        if (before is null || now is null)
            return null;
        var moved = Bounds(before, now).Where(bound => bound.Way == way)
            .Select(static bound => $"'{bound.Keyword}' was {bound.Before ?? "not set"} and is now {bound.Now ?? "not set"}").ToArray();
        return moved.Length == 0 ? null : [string.Join(", ", moved)];
    }

    private static IEnumerable<(string Keyword, string? Before, string? Now, int Way)> Bounds(Constraints before, Constraints now)
    {
        yield return Lower("min", before.Min, now.Min);
        yield return Upper("max", before.Max, now.Max);
        yield return Lower("minLength", Text(before.MinLength), Text(now.MinLength));
        yield return Upper("maxLength", Text(before.MaxLength), Text(now.MaxLength));
        yield return Lower("minItems", Text(before.MinItems), Text(now.MinItems));
        yield return Upper("maxItems", Text(before.MaxItems), Text(now.MaxItems));
        yield return ("unique", Flag(before.Unique), Flag(now.Unique), now.Unique.CompareTo(before.Unique));
        if (before.Pattern is null != now.Pattern is null)
            yield return ("pattern", before.Pattern, now.Pattern, now.Pattern is null ? -1 : 1);
    }

    private static (string, string?, string?, int) Lower(string keyword, string? before, string? now) => (keyword, before, now, Compare(before, now));

    private static (string, string?, string?, int) Upper(string keyword, string? before, string? now) =>
        (keyword, before, now, before is null || now is null ? Compare(before, now) : Compare(now, before));

    // How much greater the second one is, where both are set; setting a bound is tighter.
    private static int Compare(string? before, string? now)
    {
        if (before is null || now is null)
            return (before is null ? 1 : 0) - (now is null ? 1 : 0);
        return decimal.TryParse(before, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(now, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
                ? b.CompareTo(a)
                : double.Parse(now, CultureInfo.InvariantCulture).CompareTo(double.Parse(before, CultureInfo.InvariantCulture));
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool flag) => flag ? "true" : "false";
}
