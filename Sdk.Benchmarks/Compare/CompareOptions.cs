using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>The options of <c>compare</c>.</summary>
internal sealed record CompareOptions(string? Json = null, int Rounds = 5, int Window = 600)
{
    public static CompareOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new CompareOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--json" => options with { Json = value },
                "--rounds" => options with { Rounds = Number(value) },
                "--window" => options with { Window = Number(value) },
                var other => throw new ArgumentException($"'compare' has no option {other}; it takes --json FILE, --rounds N and --window MS."),
            };
        }

        return options;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"'{text}' is not a whole number above 0.");
}
