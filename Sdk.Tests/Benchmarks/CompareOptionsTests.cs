extern alias benchmarks;

using benchmarks::Virtwire.Sdk.Benchmarks.Compare;

namespace Virtwire.Sdk.Tests.Benchmarks;

public sealed class CompareOptionsTests
{
    [Fact]
    public void Five_runs_are_the_default() => Assert.Equal((5, 3), (CompareOptions.Parse([]).Runs, CompareOptions.Parse([]).Rounds));

    [Fact]
    public void Options_are_read()
    {
        var options = CompareOptions.Parse(
            ["--quick", "--json", "out.json", "--loads", "ping,state", "--peer", "a=b::c", "--peer", "d=::e", "--rounds", "7", "--check"]);

        Assert.Equal(("out.json", 1, 7, true), (options.Json, options.Runs, options.Rounds, options.Check));
        Assert.Equal(["a=b::c", "d=::e"], options.Peers);
        Assert.True(options.Takes(new Cell("ping", 1)));
        Assert.False(options.Takes(new Cell("list", 1)));
    }

    [Theory]
    [InlineData("--nonsense", "1")]
    [InlineData("--json")]
    [InlineData("--runs", "0")]
    [InlineData("--runs", "many")]
    public void What_is_not_understood_is_refused(params string[] arguments) =>
        Assert.Throws<ArgumentException>(() => CompareOptions.Parse(arguments));
}
