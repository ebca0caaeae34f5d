using System.Globalization;
using Virtwire.Sdk.Tests.Wire.Guessing.Soak;

namespace Virtwire.Sdk.Benchmarks.Soak;

/// <summary><c>soak codecs</c>: whether reading by guess and reading by the JSON reader agree, over many damaged documents of the host API.</summary>
internal static class CodecSoakCommand
{
    /// <summary>What the usage text says of it.</summary>
    public const string Usage = "codecs [--documents N] [--seed N]";

    /// <summary>Runs it. Returns 1 where the readers disagree.</summary>
    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        int documents = 1_000_000, seed = Environment.TickCount;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                throw new ArgumentException($"{arguments[i]} needs a whole number.");
            switch (arguments[i])
            {
                case "--documents":
                    documents = value;
                    break;
                case "--seed":
                    seed = value;
                    break;
                default:
                    throw new ArgumentException($"'soak codecs' has no option {arguments[i]}. There are {Usage}.");
            }
        }

        var types = CodecSubject.AllIn(typeof(HostConnection).Assembly, "Virtwire.Sdk").Concat(CodecSubject.Scalars).ToList();
        var soak = new CodecSoak(seed);
        Console.WriteLine($"seed {seed}, {types.Count} types");
        var disagreement = soak.Run(types, documents);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{soak.Documents:N0} documents, {soak.Guessed:N0} taken by guess, {soak.Declined:N0} of our own declined"));
        Console.WriteLine(disagreement is null ? "the readers agree" : "THEY DISAGREE: " + disagreement);
        return disagreement is null ? 0 : 1;
    }
}
