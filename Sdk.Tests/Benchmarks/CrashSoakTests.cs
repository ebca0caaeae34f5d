extern alias benchmarks;

using benchmarks::Virtwire.Sdk.Benchmarks.Soak.Crashes;
using benchmarks::Virtwire.Sdk.Benchmarks.Soak.Daemons;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Benchmarks;

/// <summary>A few rounds of what <c>soak crashes</c> does for long: the daemon is killed under load, and has lost nothing.</summary>
public sealed class CrashSoakTests
{
    [Fact(Timeout = 600_000)]
    public async Task A_daemon_that_is_killed_again_and_again_keeps_what_it_has_acknowledged()
    {
        using var directory = new TemporaryDirectory();
        var soak = new CrashSoak(directory.Path, seed: 1);
        for (var round = 0; round < 30; round++)
            await soak.RunRoundAsync();
        await soak.CheckAsync();

        // It has had something to lose.
        Assert.True(soak is { Changes: >= 300, Tasks: > 0 }, soak.Describe());
    }

    [Fact]
    public void What_was_acknowledged_and_is_not_there_is_seen()
    {
        var defined = new SlotState("a", "content", false, "");
        var slot = new Slot(Guid.NewGuid()) { Acknowledged = defined };
        Assert.Throws<SoakFailure>(() => slot.Settle(SlotState.Gone));
        Assert.Throws<SoakFailure>(() => slot.Settle(defined with { Content = "conten" }));
        slot.Settle(defined);

        slot.Pending = SlotState.Gone;
        Assert.Throws<SoakFailure>(() => slot.Settle(defined with { Autostart = true }));
        slot.Settle(SlotState.Gone);
        Assert.Throws<SoakFailure>(() => slot.Settle(defined));
    }
}
