using System.Globalization;

namespace Virtwire.Sdk.Server.Drivers.Test.Tuning;

/// <summary>Sets of processors as domain documents write them: <c>0-3,^2,5</c>.</summary>
internal static class CpuSet
{
    /// <summary>The set in its shortest form.</summary>
    /// <param name="cpus">The numbers, ascending.</param>
    public static string Format(IReadOnlyList<int> cpus)
    {
        var runs = new List<string>();
        for (var i = 0; i < cpus.Count; i++)
        {
            var first = cpus[i];
            while (i + 1 < cpus.Count && cpus[i + 1] == cpus[i] + 1)
                i++;
            runs.Add(first == cpus[i] ? Text(first) : Text(first) + "-" + Text(cpus[i]));
        }

        return string.Join(',', runs);
    }

    /// <summary>The numbers of a set, ascending; what is no number is passed over, and so is what no host has.</summary>
    public static IReadOnlyList<int> Parse(string text)
    {
        var cpus = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.TrimStart('^').Split('-');
            if (!TryRead(ends[0], out var first) || !TryRead(ends[^1], out var last))
                continue;
            for (var cpu = first; cpu <= last; cpu++)
                _ = part[0] == '^' ? cpus.Remove(cpu) : cpus.Add(cpu);
        }

        return [.. cpus];
    }

    private static bool TryRead(string text, out int cpu) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out cpu) && cpu < 65_536;

    private static string Text(int cpu) => cpu.ToString(CultureInfo.InvariantCulture);
}
