using Virtwire.Sdk.Schema.Diagnostics;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>A rule: a kind of change, and what it does to peers of before. Its page is <c>docs/diagnostics/VW2nnn.md</c>.</summary>
public abstract class CompatibilityRule
{
    private protected CompatibilityRule(string id, string title, string verdicts, string message)
    {
        Verdicts = Verdicts.Of(verdicts);
        var severity = Verdicts.Worst == Verdict.Breaking ? SchemaSeverity.Error : SchemaSeverity.Warning;
        Definition = new DiagnosticDefinition(id, title, message, severity);
    }

    /// <summary>The id, the words, and the severity where it is worst.</summary>
    public DiagnosticDefinition Definition { get; }

    /// <summary>The verdicts, by where values travel.</summary>
    public Verdicts Verdicts { get; }
}

/// <summary>A rule about pairs of what was and what is now.</summary>
/// <typeparam name="T">What is compared.</typeparam>
internal sealed class Rule<T>(string id, string title, string verdicts, string keyword, string message, Func<T?, T?, string[]?> find)
    : CompatibilityRule(id, title, verdicts, message)
    where T : class
{
    /// <summary>The keyword of the element that a finding is about; empty for the element itself.</summary>
    public string Keyword { get; } = keyword;

    /// <summary>The words of the message behind the element's name, where the pair breaks the rule; null where it does not.</summary>
    public string[]? Find(T? before, T? now) => find(before, now);
}

/// <summary>Ways to write a rule.</summary>
internal static class Rule
{
    /// <summary>It was there and is no longer.</summary>
    public static Rule<T> Removed<T>(string id, string title, string verdicts, string message, Func<T, bool>? when = null)
        where T : class =>
        new(id, title, verdicts, "", message, (before, now) => before is not null && now is null && (when is null || when(before)) ? [] : null);

    /// <summary>It was not there and is now.</summary>
    public static Rule<T> Added<T>(string id, string title, string verdicts, string message, Func<T, bool>? when = null)
        where T : class =>
        new(id, title, verdicts, "", message, (before, now) => before is null && now is not null && (when is null || when(now)) ? [] : null);

    /// <summary>It is there, but otherwise.</summary>
    public static Rule<T> Changed<T>(
        string id, string title, string verdicts, string keyword, string message, Func<T, T, bool> when, Func<T, T, string[]>? words = null)
        where T : class =>
        new(id, title, verdicts, keyword, message, (before, now) =>
            before is not null && now is not null && when(before, now) ? words?.Invoke(before, now) ?? [] : null);
}
