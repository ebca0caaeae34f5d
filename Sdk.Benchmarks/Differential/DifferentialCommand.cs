using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary><c>soak libvirt</c>: random lives of objects on libvirt's simulator and on ours.</summary>
internal static class DifferentialCommand
{
    /// <summary>What the usage text says of it.</summary>
    public const string Usage = "libvirt [--steps N] [--seed N] [--differences N]";

    /// <summary>Runs it. Returns 1 where the two differ.</summary>
    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        int steps = 20_000, seed = 1, differences = 1;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                throw new ArgumentException($"{arguments[i]} needs a whole number.");
            _ = arguments[i] switch
            {
                "--steps" => steps = value,
                "--seed" => seed = value,
                "--differences" => differences = value,
                _ => throw new ArgumentException($"'soak libvirt' has no option {arguments[i]}. There are {Usage}."),
            };
        }

        if (!LibvirtApi.IsInstalled)
        {
            Console.Error.WriteLine("libvirt's client library is not on this machine (Debian: libvirt0): nothing was compared.");
            return 1;
        }

        var report = await DifferentialRun.RunAsync(seed, steps, differences);
        foreach (var (outcome, count) in report.Outcomes)
            Console.WriteLine($"{count,8} {outcome}");
        foreach (var difference in report.Differences)
            Console.WriteLine("\nDIFFERENCE\n" + difference);
        Console.WriteLine($"{report.Steps} steps, {report.Skipped} left out for {DeliberateDifferences.All.Count} deliberate differences, {report.Differences.Count} differences");
        return report.Differences.Count == 0 ? 0 : 1;
    }
}
