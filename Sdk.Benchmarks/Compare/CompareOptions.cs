using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>The options of <c>compare</c>.</summary>
internal sealed record CompareOptions
{
    /// <summary>What the usage text says of them.</summary>
    public const string Usage =
        "--json FILE, --markdown FILE, --svg FILE, --runs N, --rounds N, --window MS, --warm MS, --quick, --loads NAME[,NAME], --peer NAME=SERVER::CLIENT, --check";

    /// <summary>Where the rows of the target table go; null for nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>Where the page goes.</summary>
    public string? Markdown { get; init; }

    /// <summary>Where the chart goes.</summary>
    public string? Svg { get; init; }

    /// <summary>How many runs a figure is the median of.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>How many rounds a run has.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>How long a window is, in milliseconds.</summary>
    public int Window { get; init; } = 500;

    /// <summary>How long a load is put on before anything counts, in milliseconds.</summary>
    public int Warm { get; init; } = 1000;

    /// <summary>The loads to measure; null for all, and for what is no load.</summary>
    public IReadOnlyList<string>? Loads { get; init; }

    /// <summary>Peers of others.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>Whether a missed floor that nobody waives makes the tool fail.</summary>
    public bool Check { get; init; }

    /// <summary>Whether a cell is to be measured.</summary>
    public bool Takes(Cell cell) => Loads is null || Loads.Contains(cell.Load);

    /// <exception cref="ArgumentException">An option is not known or lacks its value.</exception>
    public static CompareOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new CompareOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (name is "--quick" or "--check")
            {
                options = name == "--check" ? options with { Check = true } : options with { Runs = 1, Rounds = 1, Window = 200, Warm = 300 };
                continue;
            }

            var value = i + 1 < arguments.Length ? arguments[++i] : throw new ArgumentException($"{name} needs a value, or is not known. There are {Usage}.");
            options = name switch
            {
                "--json" => options with { Json = value },
                "--markdown" => options with { Markdown = value },
                "--svg" => options with { Svg = value },
                "--runs" => options with { Runs = Number(value) },
                "--rounds" => options with { Rounds = Number(value) },
                "--window" => options with { Window = Number(value) },
                "--warm" => options with { Warm = Number(value) },
                "--loads" => options with { Loads = value.Split(',') },
                "--peer" => options with { Peers = [.. options.Peers, value] },
                _ => throw new ArgumentException($"'compare' has no option {name}. There are {Usage}."),
            };
        }

        return options;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"'{text}' is not a whole number above 0.");
}
