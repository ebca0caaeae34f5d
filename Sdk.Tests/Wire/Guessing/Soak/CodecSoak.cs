using System.Text;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire.Guessing.Soak;

/// <summary>Holds the readers of many types against each other over many documents, most of them hostile.</summary>
/// <param name="seed">Makes the same documents again.</param>
internal sealed class CodecSoak(int seed)
{
    private const int MutantsOfOne = 9;

    /// <summary>How many documents were read.</summary>
    public int Documents { get; private set; }

    /// <summary>How many were read by guess, from the first byte to the last.</summary>
    public int Guessed { get; private set; }

    /// <summary>How many of those that our own writer wrote were not.</summary>
    public int Declined { get; private set; }

    /// <summary>Reads documents until there were so many, or until the readers disagree: then says about what.</summary>
    public string? Run(IReadOnlyList<CodecSubject> subjects, int documents)
    {
        while (Documents < documents)
        {
            // A seed of its own for each value: a disagreement is found again without all that went before.
            var own = SeedOf(seed, Documents);
            var random = new Random(own);
            var subject = subjects[random.Next(subjects.Count)];
            var written = subject.Write(random);
            if (Check(subject, written, random, isOurs: true) is { } disagreement)
                return $"{disagreement} (value {own})";
            for (var i = 0; i < MutantsOfOne; i++)
            {
                if (Check(subject, Mutation.Of(written, random), random, isOurs: false) is { } mutant)
                    return $"{mutant} (value {own})";
            }
        }

        return null;
    }

    // The same in every process, as a hash code of the runtime is not.
    private static int SeedOf(int seed, int documents) => unchecked((seed * 16777619) ^ documents);

    private string? Check(CodecSubject subject, byte[] json, Random random, bool isOurs)
    {
        Documents++;
        var mode = random.Next(3) == 0 ? WireMode.Strict : WireMode.Lenient;
        var disagreement = subject.Disagreement(json, mode, out var guessed);
        if (guessed)
            Guessed++;
        else if (isOurs && mode == WireMode.Lenient)
            Declined++;
        return disagreement is null ? null : $"{subject.Name}, {mode}: {Encoding.Latin1.GetString(json)} {disagreement}";
    }
}
