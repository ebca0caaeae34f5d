using Virtwire.Sdk.Benchmarks.Soak.Daemons;

namespace Virtwire.Sdk.Benchmarks.Soak.Crashes;

/// <summary><c>soak crashes</c>: whether a daemon that is killed again and again keeps what it has acknowledged.</summary>
internal static class CrashSoakCommand
{
    /// <summary>What the usage text says of it.</summary>
    public const string Usage = "crashes " + RoundOptions.Usage;

    // After that long a daemon must say of every task of before how it ended.
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(5);

    /// <summary>Runs it. Returns 1 where something was lost, damaged or late.</summary>
    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (rounds, seed) = RoundOptions.Parse("crashes", 1000, arguments);
        var directory = Directory.CreateTempSubdirectory("vw-").FullName;
        Console.WriteLine($"seed {seed}, {directory}");
        var soak = new CrashSoak(directory, seed);
        try
        {
            for (var round = 1; round <= rounds; round++)
            {
                await soak.RunRoundAsync();
                if (round % 50 == 0)
                    Console.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {round} rounds: {soak.Describe()}");
            }

            await soak.CheckAsync();
        }
        catch (SoakFailure failure)
        {
            // What is there is left, to be looked at.
            Console.WriteLine($"FAILED after {soak.Describe()}: {failure.Message}");
            return 1;
        }

        Directory.Delete(directory, recursive: true);
        var late = soak.LongestStart > LongestStart;
        Console.WriteLine($"{soak.Describe()}: nothing was lost{(late ? ", but A START WAS LATE" : "")}");
        return late ? 1 : 0;
    }
}
