using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>The same random steps on libvirt's simulator and on ours: both must answer alike, and hold alike objects afterwards.</summary>
internal static class DifferentialRun
{
    /// <summary>How many steps are told with a difference.</summary>
    private const int History = 25;

    /// <summary>Runs.</summary>
    /// <param name="seed">The seed of the steps.</param>
    /// <param name="steps">How many.</param>
    /// <param name="differences">How many differences are looked for before it ends. After one the hosts are no longer comparable, so both begin anew.</param>
    /// <exception cref="InvalidOperationException">libvirt's simulator cannot be opened.</exception>
    public static async Task<DifferentialReport> RunAsync(int seed, int steps, int differences = 1)
    {
        var report = new DifferentialReport();
        var source = new StepSource(seed);
        while (report.Steps < steps && report.Differences.Count < differences)
        {
            await using var theirs = new LibvirtHost();
            await using var ours = await VirtwireHost.OpenAsync();
            var past = new Queue<string>();
            while (report.Steps < steps)
            {
                if (await CompareAsync(source.Next(), theirs, ours, past, report) is not { } difference)
                    continue;
                report.Differences.Add(difference);
                break;
            }
        }

        return report;
    }

    private static async Task<string?> CompareAsync(
        Step step, LibvirtHost theirs, VirtwireHost ours, Queue<string> past, DifferentialReport report)
    {
        var before = await ours.DescribeAsync(step);
        if (DeliberateDifferences.Forbid(step, before))
        {
            report.Skipped++;
            return null;
        }

        report.Steps++;
        var (their, our) = (await theirs.ApplyAsync(step), await ours.ApplyAsync(step));
        var (theirAfter, ourAfter) = (await theirs.DescribeAsync(step), await ours.DescribeAsync(step));
        past.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{step}: {their.Class} -> {theirAfter}"));
        while (past.Count > History)
            past.Dequeue();
        report.Count(step, their);
        if (DeliberateDifferences.Accept(step, their.Class, our.Class) && theirAfter == ourAfter)
            return null;
        return string.Join('\n',
        [
            .. past.SkipLast(1),
            $"{step}, before: {before}",
            $"  libvirt: {their.Class} ({their.Message}) -> {theirAfter}",
            $"  ours:    {our.Class} ({our.Message}) -> {ourAfter}",
        ]);
    }
}

/// <summary>What a run has found.</summary>
internal sealed class DifferentialReport
{
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    /// <summary>How many steps were compared.</summary>
    public int Steps { get; set; }

    /// <summary>How many were left out because of a deliberate difference.</summary>
    public int Skipped { get; set; }

    /// <summary>The differences, each with the steps before it.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>How often each kind of step ended in which way: <c>domain create: state</c>.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    /// <summary>Counts a step.</summary>
    public void Count(Step step, Outcome outcome)
    {
        var key = $"{step.Kind} {step.Verb}: {outcome.Class}";
        _outcomes[key] = _outcomes.GetValueOrDefault(key) + 1;
    }
}
