using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Soak.Crashes;

/// <summary><c>soak crashes</c>: whether a daemon that is killed again and again keeps what it has acknowledged.</summary>
internal static class CrashSoakCommand
{
    /// <summary>What the usage text says of it.</summary>
    public const string Usage = "crashes [--rounds N] [--seed N]";

    // After that long a daemon must say of every task of before how it ended.
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(5);

    /// <summary>Runs it. Returns 1 where something was lost, damaged or late.</summary>
    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        int rounds = 1000, seed = Environment.TickCount;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                throw new ArgumentException($"{arguments[i]} needs a whole number.");
            switch (arguments[i])
            {
                case "--rounds":
                    rounds = value;
                    break;
                case "--seed":
                    seed = value;
                    break;
                default:
                    throw new ArgumentException($"'soak crashes' has no option {arguments[i]}. There are {Usage}.");
            }
        }

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
