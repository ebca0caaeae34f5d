using Virtwire.Sdk.Benchmarks.Soak.Daemons;

namespace Virtwire.Sdk.Benchmarks.Soak.Migrations;

/// <summary><c>soak migrations</c>: whether a guest that goes between two daemons is ever there twice, or lost.</summary>
internal static class MigrationSoakCommand
{
    /// <summary>What the usage text says of it.</summary>
    public const string Usage = "migrations " + RoundOptions.Usage;

    /// <summary>Runs it. Returns 1 where a guest was there twice, or lost.</summary>
    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (rounds, seed) = RoundOptions.Parse("migrations", 200, arguments);
        var directory = Directory.CreateTempSubdirectory("vw-").FullName;
        Console.WriteLine($"seed {seed}, {directory}");
        using var soak = new MigrationSoak(directory, seed);
        try
        {
            await soak.StartAsync();
            for (var round = 1; round <= rounds; round++)
            {
                await soak.RunRoundAsync();
                if (round % 20 == 0)
                    Console.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {soak.Describe()}");
            }
        }
        catch (SoakFailure failure)
        {
            // What is there is left, to be looked at.
            Console.WriteLine($"FAILED after {soak.Describe()}: {failure.Message}");
            return 1;
        }

        soak.Dispose();
        Directory.Delete(directory, recursive: true);
        Console.WriteLine($"{soak.Describe()}: never twice, never lost");
        return 0;
    }
}
