using System.Globalization;
using Virtwire.Sdk.Tests.Wire.Guessing.Soak;

namespace Virtwire.Sdk.Tests.Wire.Guessing;

/// <summary>Reading by guess never changes what is read: neither a value nor a refusal.</summary>
public sealed class GuessAgreementTests(ITestOutputHelper output)
{
    private const int Seed = 20260731;

    /// <summary>Reads this many documents instead of those that a test run has time for.</summary>
    private const string CountVariable = "VIRTWIRE_SOAK_DOCUMENTS";

    private const string SeedVariable = "VIRTWIRE_SOAK_SEED";

    [Fact]
    public void Documents_of_every_type_and_their_mutants_are_read_alike()
    {
        var count = Setting(CountVariable) ?? 100_000;
        var seed = Setting(SeedVariable) ?? Seed;
        var types = new[] { "Virtwire.Sdk.Tests.Everything", "Virtwire.Sdk.Tests.Conformance.Api" }
            .SelectMany(static ns => CodecSubject.AllIn(typeof(GuessAgreementTests).Assembly, ns))
            .Concat(CodecSubject.AllIn(typeof(HostConnection).Assembly, "Virtwire.Sdk"))
            .Concat(CodecSubject.Scalars)
            .ToList();
        var soak = new CodecSoak(seed);

        var disagreement = soak.Run(types, count);

        output.WriteLine($"Seed {seed}: {soak.Documents} documents of {types.Count} types, {soak.Guessed} read by guess, {soak.Declined} of our own declined.");
        Assert.Null(disagreement);
        Assert.True(types.Count > 50, $"Only {types.Count} types were found.");
        Assert.InRange(soak.Guessed, count / 5, count);
    }

    private static int? Setting(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : null;
}
