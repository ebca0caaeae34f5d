using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Measuring;

/// <summary>A peer's answer: <c>name=number</c> pairs with spaces between them.</summary>
internal sealed class PeerAnswer
{
    private readonly string _line;
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    private PeerAnswer(string line) => _line = line;

    /// <summary>A value; not a number where the peer did not give it.</summary>
    public double this[string name] => _values.GetValueOrDefault(name, double.NaN);

    /// <exception cref="FormatException">The line is something else.</exception>
    public static PeerAnswer Parse(string line)
    {
        var answer = new PeerAnswer(line);
        foreach (var pair in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !double.TryParse(pair.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw new FormatException($"'{pair}' in the answer '{line}' is not name=number.");
            answer._values[pair[..equals]] = value;
        }

        return answer;
    }

    /// <exception cref="FormatException">The peer did not give it.</exception>
    public double Require(string name) =>
        _values.TryGetValue(name, out var value) ? value : throw new FormatException($"The answer '{_line}' lacks {name}=.");
}
