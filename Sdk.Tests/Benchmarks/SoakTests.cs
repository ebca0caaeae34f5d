extern alias benchmarks;

using benchmarks::Virtwire.Sdk.Benchmarks.Compare;
using benchmarks::Virtwire.Sdk.Benchmarks.Measuring;
using benchmarks::Virtwire.Sdk.Benchmarks.Soak;

namespace Virtwire.Sdk.Tests.Benchmarks;

public sealed class SoakTests
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public void What_comes_and_goes_has_not_grown() =>
        Assert.Empty(SoakVerdict.Grown([.. Enumerable.Range(0, 40).Select(i => new ProcessSample((20 + (i % 7 * 30)) * MiB, 30 * MiB, 20))]));

    [Fact]
    public void What_is_needed_once_has_not_grown() =>
        Assert.Empty(SoakVerdict.Grown([.. Enumerable.Range(0, 40).Select(i => new ProcessSample(20 * MiB, (i < 8 ? 10 : 90) * MiB, i < 8 ? 5 : 50))]));

    [Fact]
    public void What_grows_steadily_is_named()
    {
        var grown = SoakVerdict.Grown([.. Enumerable.Range(0, 40).Select(i => new ProcessSample(20 * MiB, (20 + (2 * i)) * MiB, 20 + i))]);

        Assert.Equal(["the server's memory", "the open files"], grown.Select(text => text.Split(':')[0]));
    }

    [Fact]
    public void A_soak_is_as_long_as_asked() =>
        Assert.Equal(new SoakOptions(new Cell("state", 64), 120, 1000), SoakOptions.Parse(["calls", "--minutes", "2", "--window", "1000"]));

    [Theory]
    [InlineData]
    [InlineData("nothing")]
    [InlineData("calls", "--minutes")]
    [InlineData("calls", "--minutes", "0")]
    [InlineData("calls", "--hours", "1")]
    public void What_is_not_understood_is_refused(params string[] arguments) =>
        Assert.Throws<ArgumentException>(() => SoakOptions.Parse(arguments));
}
