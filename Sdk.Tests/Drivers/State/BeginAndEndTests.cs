using Microsoft.Extensions.Logging.Abstractions;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.State;
using Virtwire.Sdk.Server.Files;
using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Drivers.State;

/// <summary>In which order a simulated host begins, and what becomes of a change when it has ended.</summary>
public sealed class BeginAndEndTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Networks_come_back_first_then_pools_and_guests_when_all_is_there_that_they_need()
    {
        await using (await StateHost.StartAsync(_directory.Path))
        {
        }

        // What comes back first is complained of first.
        string[] order = ["networks", "interfaces", "storage-pools", "node-devices", "domains"];
        var files = order.Select(kind => Directory.GetFiles(Objects(kind)).First()).ToList();
        var good = new Dictionary<string, byte[]>();
        foreach (var file in files)
        {
            good[file] = await File.ReadAllBytesAsync(file, Ended);
            await File.WriteAllTextAsync(file, "damaged", Ended);
        }

        foreach (var file in files)
        {
            var refused = await Assert.ThrowsAsync<IOException>(() => StateHost.StartAsync(_directory.Path));
            Assert.Contains($"'{file}'", refused.Message, StringComparison.Ordinal);
            await File.WriteAllBytesAsync(file, good[file], Ended);
        }

        await using var whole = await StateHost.StartAsync(_directory.Path);
        Assert.NotNull(await whole.Connection.Domains.LookupByNameAsync("test", Ended));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_guest_that_starts_with_the_host_has_a_lease_of_a_network_that_does()
    {
        await using (var host = await StateHost.StartAsync(_directory.Path))
        {
            await (await host.Connection.Networks.LookupByNameAsync("default", Ended)).SetAutostartAsync(true, cancellationToken: Ended);
            await (await host.Connection.Domains.LookupByNameAsync("test", Ended)).SetAutostartAsync(true, cancellationToken: Ended);
        }

        await using var later = await StateHost.StartAsync(_directory.Path);
        var network = await later.Connection.Networks.LookupByNameAsync("default", Ended);
        var leases = new List<DhcpLease>();
        await foreach (var lease in network.GetDhcpLeasesAsync(cancellationToken: Ended))
            leases.Add(lease);
        Assert.Equal("aa:bb:cc:dd:ee:ff", Assert.Single(leases).Mac);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_change_after_the_end_is_refused_where_it_waits_and_never_where_it_is_made()
    {
        var time = new ManualTime();
        var keeper = FileKeeper.Open(_directory.Path, SystemFiles.Instance, time, NullLogger.Instance);
        await keeper.KeepAsync("networks", "a", new KeptObject("<a/>"));
        keeper.Begun();
        await keeper.DisposeAsync();

        // Taken note of under the simulation's lock, by timers too: a fault there would be nobody's.
        var late = keeper.KeepAsync("networks", "b", new KeptObject("<b/>"));
        var refused = await Assert.ThrowsAsync<StateNotKeptException>(async () => await late);
        Assert.True(refused.Applied);
        Assert.Contains("has ended", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["a.json"], Directory.GetFiles(_directory.Of("objects", "networks")).Select(Path.GetFileName));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_host_that_cannot_begin_leaves_its_directory_alone()
    {
        await using (var host = await StateHost.StartAsync(_directory.Path))
        {
            foreach (var name in new[] { "one", "two" })
                await (await host.Connection.Domains.DefineAsync(SimulatedHost.Xml(name), cancellationToken: Ended)).SetAutostartAsync(true, cancellationToken: Ended);
        }

        // Two guests that start are one commit, which cannot be written here.
        Directory.CreateDirectory(Path.Combine(Objects("commit.json"), "in the way"));
        var time = new ManualTime();
        await Assert.ThrowsAsync<IOException>(() => StateHost.StartAsync(_directory.Path, options => options.TimeProvider = time));
        Assert.Equal(0, time.SetTimers);
    }

    private string Objects(string name) => _directory.Of("drivers", "test%3A%2F%2F%2Fdefault", "objects", name);
}
