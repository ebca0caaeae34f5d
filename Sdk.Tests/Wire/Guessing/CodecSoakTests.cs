using System.Text;
using Virtwire.Sdk.Tests.Wire.Guessing.Soak;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire.Guessing;

public sealed class CodecSoakTests
{
    // Written down, because what only one process repeats is not repeatable.
    [Theory]
    [InlineData(20260731, "1946051007 1804716896 1663382785")]
    [InlineData(-1, "1268643319 754346123 149754064")]
    public void A_seed_makes_the_same_documents_in_every_process(int seed, string written)
    {
        var subject = new Recorder();

        Assert.Null(new CodecSoak(seed).Run([subject], 30));
        Assert.Equal(written, string.Join(' ', subject.Written));
    }

    /// <summary>Notes what it is asked to write, and agrees with everything.</summary>
    private sealed class Recorder : CodecSubject
    {
        public List<int> Written { get; } = [];

        public override string Name => "recorder";

        public override byte[] Write(Random random)
        {
            Written.Add(random.Next());
            return Encoding.UTF8.GetBytes($$"""{"a":{{Written[^1]}}}""");
        }

        public override string? Disagreement(byte[] json, WireMode mode, out bool guessed)
        {
            guessed = false;
            return null;
        }
    }
}
