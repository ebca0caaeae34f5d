extern alias benchmarks;

using benchmarks::Virtwire.Sdk.Benchmarks.Soak.Migrations;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Benchmarks;

/// <summary>A few rounds of what <c>soak migrations</c> does for long, between two daemons that are killed.</summary>
public sealed class MigrationSoakTests
{
    [Fact(Timeout = 600_000)]
    public async Task A_guest_that_goes_between_daemons_that_are_killed_is_never_there_twice_and_never_lost()
    {
        using var directory = new TemporaryDirectory();
        using var soak = new MigrationSoak(directory.Path, seed: 1);
        await soak.StartAsync();
        for (var round = 0; round < 20; round++)
            await soak.RunRoundAsync();

        // There was something to go wrong, and both ends were seen.
        Assert.True(soak is { Kills: >= 5, Outcome: { Moved: > 0, Stayed: > 0 } }, soak.Describe());
    }
}
