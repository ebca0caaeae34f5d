using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Soak.Daemons;

/// <summary>The options of a soak that goes in rounds.</summary>
/// <param name="Rounds">How many rounds there are.</param>
/// <param name="Seed">What their chances come from.</param>
internal sealed record RoundOptions(int Rounds, int Seed)
{
    /// <summary>What the usage text says of them.</summary>
    public const string Usage = "[--rounds N] [--seed N]";

    /// <param name="name">The name of the soak.</param>
    /// <param name="rounds">How many rounds there are where nothing is said.</param>
    /// <param name="arguments">The arguments behind the name.</param>
    /// <exception cref="ArgumentException">An option is not known, or is no number.</exception>
    public static RoundOptions Parse(string name, int rounds, ReadOnlySpan<string> arguments)
    {
        var options = new RoundOptions(rounds, Environment.TickCount);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                throw new ArgumentException($"{arguments[i]} needs a whole number.");
            options = arguments[i] switch
            {
                "--rounds" => options with { Rounds = value },
                "--seed" => options with { Seed = value },
                var other => throw new ArgumentException($"'soak {name}' has no option {other}. There are {Usage}."),
            };
        }

        return options;
    }
}
