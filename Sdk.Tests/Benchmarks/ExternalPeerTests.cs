extern alias benchmarks;

using benchmarks::Virtwire.Sdk.Benchmarks.Compare;

namespace Virtwire.Sdk.Tests.Benchmarks;

/// <summary>A peer of somebody else's: two programs that speak by lines, here shell scripts.</summary>
public sealed class ExternalPeerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vw-").FullName;

    [Fact]
    public async Task A_peer_of_two_scripts_is_measured()
    {
        var server = Script("server", "echo ready; used=0; while read -r line; do used=$((used + 500)); echo allocated=$used cpu=$used; done");
        var client = Script("client", """
            echo ready
            while read -r word load callers milliseconds; do
              case "$word $load" in
                "run ping") echo calls=100 seconds=0.5 p50=10 p99=20 allocated=1500 cpu=300;;
                *) echo "error no load $load";;
              esac
            done
            """);

        var measurements = await MeasureAsync($"theirs={server} {{socket}}::{client} {{socket}}");

        var cell = new Cell("ping", 64);
        Assert.Equal(200, measurements.Of("theirs", cell, w => w.PerSecond)?.Median);
        Assert.Equal((15, 5, 8), (
            measurements.Of("theirs", cell, w => w.ClientBytesPerCall)?.Median,
            measurements.Of("theirs", cell, w => w.ServerBytesPerCall)?.Median,
            measurements.Of("theirs", cell, w => w.CpuPerCall)?.Median));
        Assert.Null(measurements.Of("theirs", new Cell("state", 64), w => w.PerSecond));
        Assert.Contains("no load state", measurements.Missing["theirs: state × 64"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_without_a_server_needs_none()
    {
        var client = Script("client", "echo ready; while read -r line; do echo calls=10 seconds=1 p50=1 p99=2; done");

        var measurements = await MeasureAsync($"alone=::{client}");

        Assert.Equal(10, measurements.Of("alone", new Cell("ping", 1), w => w.PerSecond)?.Median);
    }

    [Theory]
    [InlineData("echo hello", "said 'hello' instead of 'ready'")]
    [InlineData("echo missing not installed", "not installed")]
    [InlineData("exit 3", "ended")]
    [InlineData("echo ready; read -r line; exit 3", "ended")]
    [InlineData("echo ready; while read -r line; do echo calls=many; done", "is not name=number")]
    [InlineData("echo ready; while read -r line; do echo calls=0 seconds=1 p50=0 p99=0; done", "No call")]
    public async Task A_peer_that_does_not_do_its_part_is_missing_with_the_reason(string script, string reason)
    {
        var measurements = await MeasureAsync($"theirs=::{Script("client", script)}");

        Assert.Empty(measurements.Measured);
        Assert.Contains(measurements.Missing, m => m.Key.StartsWith("theirs", StringComparison.Ordinal) && m.Value.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("server::client")]
    [InlineData("name=server")]
    [InlineData("=server::client")]
    [InlineData("name=server::")]
    public void A_peer_of_another_form_is_refused(string text) => Assert.Throws<ArgumentException>(() => new PeerCatalog(_folder).External(text));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<Measurements> MeasureAsync(string peer)
    {
        var measurements = new Measurements();
        await using var comparison = new Comparison(new CompareOptions { Runs = 2, Rounds = 1, Window = 1, Warm = 1 }, measurements, _ => { });
        await comparison.StartAsync([new PeerCatalog(_folder).External(peer)]);
        await comparison.RunAsync();
        return measurements;
    }

    private string Script(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return "sh " + path;
    }
}
