using System.Globalization;
using Virtwire.Sdk.Benchmarks.Compare;
using Virtwire.Sdk.Benchmarks.Peers;

namespace Virtwire.Sdk.Benchmarks.Soak;

/// <summary>The options of <c>soak</c>.</summary>
/// <param name="Cell">The load.</param>
/// <param name="Windows">How many windows it is put on for.</param>
/// <param name="Window">How long a window is, in milliseconds.</param>
internal sealed record SoakOptions(Cell Cell, int Windows, int Window)
{
    /// <summary>What the usage text says of them.</summary>
    public const string Usage = "calls|lists|mixed [--minutes N] [--window MS]";

    /// <exception cref="ArgumentException">A name or an option is not known.</exception>
    public static SoakOptions Parse(ReadOnlySpan<string> arguments)
    {
        var cell = (arguments.Length == 0 ? "" : arguments[0]) switch
        {
            "calls" => new Cell(Loads.State, 64),
            "lists" => new Cell(Loads.List, 8),
            "mixed" => new Cell(Loads.Mixed, 256),
            var other => throw new ArgumentException($"There is no soak '{other}'. There are {Usage}."),
        };
        int minutes = 10, window = 10_000;
        for (var i = 1; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value <= 0)
                throw new ArgumentException($"{arguments[i]} needs a whole number above 0.");
            switch (arguments[i])
            {
                case "--minutes":
                    minutes = value;
                    break;
                case "--window":
                    window = value;
                    break;
                default:
                    throw new ArgumentException($"'soak' has no option {arguments[i]}. There are {Usage}.");
            }
        }

        return new SoakOptions(cell, Math.Max(4, (int)(minutes * 60_000L / window)), window);
    }
}
