namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>Where we do otherwise than libvirt's simulator on purpose.</summary>
internal static class DeliberateDifferences
{
    /// <summary>All of them, each with its reason.</summary>
    public static IReadOnlyList<DeliberateDifference> All { get; } =
    [
        new("libvirt's simulator undefines a transient domain, and marks it for autostart; its real drivers refuse both, and so do we",
            static (step, before) => step is { Kind: "domain", Verb: "undefine" or "setAutostart" } && Has(before, "transient")),
        new("libvirt's simulator leaves the mark for autostart on an active domain that is undefined; its real drivers take it away, and so do we",
            static (step, before) => step is { Kind: "domain", Verb: "undefine" } && Has(before, "autostart") && !Has(before, "shutoff")),
        new("libvirt's simulator does not start a domain that goes back to a snapshot of when it was off, as running or paused; its documents say that it does",
            static (step, _) => step is { Kind: "snapshot", Verb: "revert", Flags: not 0 }),
        new("libvirt's simulator keeps only the live definition with a snapshot of an active domain; its real drivers keep both definitions, and so do we",
            static (step, before) => step is { Kind: "snapshot", Verb: "create" } && !DomainSizes.AreSame(before)),
        new("libvirt's simulator leaves a transient domain's sizes as they are when it goes back to a snapshot; ours go back as a persistent one's do",
            static (step, before) => step is { Kind: "snapshot", Verb: "revert" } && Has(before, "transient")),
        new("libvirt's simulator gives a domain that was renamed its old name back with an older snapshot, and then nobody finds it; ours keeps its name",
            static (step, before) => step is { Kind: "domain", Verb: "rename" } && !before.EndsWith(';')),
        new("libvirt's simulator forgets that a defined pool is defined when it is started from a document; its storage driver does not, and neither do we",
            static (step, before) => step is { Kind: "pool", Verb: "createXml" } && Has(before, "inactive")),
        new("libvirt's simulator ends a network that is not active, does not undefine one that is, and marks a transient one for autostart; its real driver "
            + "refuses the first and the last and serves the other, and so do we",
            static (step, before) => step.Kind == "network" && ((step.Verb == "destroy" && Has(before, "inactive"))
                || (step.Verb == "undefine" && !Has(before, "inactive") && before != "none")
                || (step.Verb == "setAutostart" && Has(before, "transient")))),
        new("libvirt calls it a matter of state that a domain's new name is taken or its own, and one of arguments that a transient pool cannot be marked for "
            + "autostart; we say who has the name, that the argument is wrong, and that the pool is transient",
            accepts: static (step, theirs, ours) => (step.Verb == "rename" && theirs == "state" && ours is "argument" or "exists")
                || (step is { Kind: "pool", Verb: "setAutostart" } && theirs == "argument" && ours == "state")),
    ];

    /// <summary>Whether a step would show a difference, and is not to be made so that both hosts stay comparable.</summary>
    /// <param name="step">The step.</param>
    /// <param name="before">What its object is before.</param>
    public static bool Forbid(Step step, string before) => All.Any(d => d.Forbids(step, before));

    /// <summary>Whether two classes of errors are the same, or differ on purpose.</summary>
    public static bool Accept(Step step, string theirs, string ours) => theirs == ours || All.Any(d => d.Accepts(step, theirs, ours));

    private static bool Has(string before, string word) => before.Contains(word, StringComparison.Ordinal);
}

/// <summary>A difference that is meant.</summary>
/// <param name="reason">What differs, and why.</param>
/// <param name="forbids">Whether a step would show it, given what its object is before.</param>
/// <param name="accepts">Whether it shows in the class of an error alone, which is libvirt's and ours.</param>
internal sealed class DeliberateDifference(
    string reason, Func<Step, string, bool>? forbids = null, Func<Step, string, string, bool>? accepts = null)
{
    public string Reason => reason;

    public bool Forbids(Step step, string before) => forbids?.Invoke(step, before) == true;

    public bool Accepts(Step step, string theirs, string ours) => accepts?.Invoke(step, theirs, ours) == true;
}
