using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Measuring;

/// <summary>What the kernel says of a process.</summary>
internal static class ProcessMemory
{
    /// <summary>
    /// The anonymous memory that is resident, in bytes: what the process itself has made, without the files it maps. The runtime keeps
    /// its machine code in shared anonymous memory, which counts as well.
    /// </summary>
    public static long Anonymous(int processId) => File.ReadLines($"/proc/{processId}/status")
        .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal) || line.StartsWith("RssShmem:", StringComparison.Ordinal))
        .Sum(line => 1024 * long.Parse(line.AsSpan(line.IndexOf(':') + 1).Trim().TrimEnd("kB "), CultureInfo.InvariantCulture));

    /// <summary>How many files it has open.</summary>
    public static int Files(int processId) => Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd").Count();

    /// <summary>The processor time used since its start, in microseconds, to a hundredth of a second.</summary>
    public static double Cpu(int processId)
    {
        // The name in parentheses may hold spaces: count from behind it. Fields 14 and 15 are user and system ticks of 10 ms.
        var text = File.ReadAllText($"/proc/{processId}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return 10_000.0 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
    }
}
