extern alias benchmarks;

using benchmarks::Virtwire.Sdk.Benchmarks.Differential;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Benchmarks;

/// <summary>
/// Random calls on libvirt's own <c>test:///default</c> and on ours: alike answers, alike objects. <c>Sdk.Benchmarks -- soak libvirt</c> makes
/// more of them. Where libvirt's client library is missing the test says so and counts as skipped.
/// </summary>
public sealed class RandomLivesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Libvirt_answers_and_changes_what_we_do(int seed)
    {
        Assert.SkipUnless(LibvirtApi.IsInstalled, "libvirt.so.0 (Debian: libvirt0) is not installed: nothing was compared with libvirt.");

        var report = await DifferentialRun.RunAsync(seed, steps: 1000);

        Assert.True(report.Differences.Count == 0, string.Join('\n', report.Differences));
        Assert.Equal(1000, report.Steps);
        Assert.True(report.Skipped < 250, $"{report.Skipped} steps were left out: too many to say that the hosts are alike.");

        // Each kind of call was served at times, and refused at times where it can be.
        Assert.Equal(
            ["domain", "network", "pool", "snapshot"],
            report.Outcomes.Where(o => o.Key.EndsWith(": ok", StringComparison.Ordinal)).Select(o => o.Key.Split(' ')[0]).Distinct());
        Assert.True(report.Outcomes.Count(o => !o.Key.EndsWith(": ok", StringComparison.Ordinal)) >= 15, string.Join('\n', report.Outcomes));
    }

    [Fact]
    public void Deliberate_differences_are_few_and_each_has_its_reason()
    {
        Assert.InRange(DeliberateDifferences.All.Count, 1, 10);
        var page = File.ReadAllText(Repository.PathOf("docs/test-driver.md"));
        var listed = page.Split("<!-- differences: a test holds this list -->")[1].Split("<!-- end -->")[0];
        Assert.Equal(
            DeliberateDifferences.All.Select(d => d.Reason + "."),
            listed.Split("\n- ").Skip(1).Select(item => string.Join(' ', item.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }
}
