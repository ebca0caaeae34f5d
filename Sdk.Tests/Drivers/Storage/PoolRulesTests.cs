using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Storage.StorageHost;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>What holds beside a pool's states: lists, revisions, one method at a time, and what outlives the server.</summary>
public sealed class PoolRulesTests
{
    [Fact]
    public async Task Lists_filter_and_go_on_where_a_page_ended()
    {
        using var host = new Host();
        await host.Pools.DefineAsync(new() { Xml = Host.GroupXml("off", "sda") }, Host.Call);
        var auto = await host.Pools.DefineAsync(new() { Xml = Host.GroupXml("auto", "sdb") }, Host.Call);
        await host.Pools.SetAutostartAsync(new() { Self = auto, Autostart = true }, Host.Call);
        await host.Pools.CreateXmlAsync(new() { Xml = Host.GroupXml("transient", "sdc") }, Host.Call);

        Assert.Equal("auto default-pool off transient", await NamesAsync(host, default));
        Assert.Equal("default-pool transient", await NamesAsync(host, new() { Active = true }));
        Assert.Equal("auto off", await NamesAsync(host, new() { State = StoragePoolState.Inactive }));
        Assert.Equal("transient", await NamesAsync(host, new() { Persistent = false }));
        Assert.Equal("auto", await NamesAsync(host, new() { Autostart = true }));
        Assert.Equal("default-pool", await NamesAsync(host, new() { Type = "dir" }));
        var first = await host.Pools.ListAsync(new() { Limit = 3 }, Host.Call);
        var rest = await host.Pools.ListAsync(new() { Limit = 3, After = first.Next }, Host.Call);
        Assert.Equal((3, 1, null), (first.Items.Count, rest.Items.Count, rest.Next));
        Assert.Equal(first.Items.Concat(rest.Items), (await host.Pools.ListAsync(default, Host.Call)).Items);
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await host.Pools.ListAsync(new() { After = "?" }, Host.Call));
    }

    [Fact]
    public async Task A_change_is_made_on_the_revision_that_was_read_alone()
    {
        using var host = new Host();
        var uuid = Guid.NewGuid().ToString();
        var self = await host.Pools.DefineAsync(new() { Xml = Host.GroupXml("vg", "sda", uuid) }, Host.Call);
        Func<string, Task>[] changes =
        [
            async r => await host.Pools.SetAutostartAsync(new() { Self = self, Autostart = true, IfRevision = r }, Host.Call),
            async r => await host.Pools.DefineAsync(new() { Xml = Host.GroupXml("vg", "sdb", uuid), IfRevision = r }, Host.Call),
            async r => await host.Pools.UndefineAsync(new() { Self = self, IfRevision = r }, Host.Call),
        ];
        var stale = "never";
        foreach (var change in changes)
        {
            var current = (await host.Pools.GetInfoAsync(self, Host.Call)).Revision!;
            var refusal = await Assert.ThrowsAsync<RevisionMismatchException>(() => change(stale));
            Assert.Equal((stale, current), (refusal.Expected, refusal.Actual));
            await change(current);
            stale = current;
        }

        Assert.Equal("gone", await host.DescribeAsync(self));
        await Assert.ThrowsAsync<RevisionMismatchException>(
            async () => await host.Pools.DefineAsync(new() { Xml = Host.GroupXml("new", "sdc"), IfRevision = stale }, Host.Call));
    }

    [Fact(Timeout = 60_000)]
    public async Task While_a_method_is_at_work_others_are_refused()
    {
        var gate = new FaultGate("StoragePool.build:work");
        using var host = new Host(gate);
        var self = await host.Pools.DefineAsync(new() { Xml = Host.DirXml("p1", host.PathOf("p1")) }, Host.Call);
        var building = host.Pools.BuildAsync(new() { Self = self }, Host.Call).AsTask();
        await gate.Reached;

        var info = await host.Pools.GetInfoAsync(self, Host.Call);
        Assert.Equal((StoragePoolState.Building, "StoragePool.build"), (info.State, info.Operation));
        Func<Task>[] others =
        [
            async () => await host.Pools.BuildAsync(new() { Self = self }, Host.Call),
            async () => await host.Pools.CreateAsync(new() { Self = self }, Host.Call),
            async () => await host.Pools.DeleteAsync(self, Host.Call),
            async () => await host.Pools.UndefineAsync(new() { Self = self }, Host.Call),
            async () => await host.Pools.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call),
            async () => await host.Pools.DefineAsync(new() { Xml = Host.DirXml("p1", host.PathOf("p2"), self.Uuid.ToString()) }, Host.Call),
        ];
        foreach (var other in others)
            Assert.Equal("StoragePool.build", (await Assert.ThrowsAsync<OperationInProgressException>(other)).Operation);
        gate.Open();
        await building;

        Assert.Equal("persistent inactive", await host.DescribeAsync(self));
        Assert.Equal(
            ["defined p1 added", "stateChanged p1 building", "stateChanged p1 inactive", "built p1"], host.Events.Take());
    }

    [Fact]
    public async Task Definitions_and_autostart_outlive_the_server_and_what_was_active_is_again()
    {
        var keeper = new RememberingKeeper();
        using var host = new Host(keeper: keeper);
        var files = await host.StartDirAsync("files");
        var volume = await host.CreateAsync(files, "disk", "<capacity>5000</capacity>");
        var lost = await host.StartDirAsync("lost");
        var auto = await host.Pools.DefineAsync(new() { Xml = Host.GroupXml("auto", "sda") }, Host.Call);
        await host.Pools.SetAutostartAsync(new() { Self = auto, Autostart = true }, Host.Call);
        var off = await host.Pools.DefineAsync(new() { Xml = Host.GroupXml("off", "sdb") }, Host.Call);
        await host.Pools.CreateXmlAsync(new() { Xml = Host.GroupXml("transient", "sdc") }, Host.Call);
        var gone = await host.Pools.DefineAsync(new() { Xml = Host.GroupXml("gone", "sdd") }, Host.Call);
        await host.Pools.UndefineAsync(new() { Self = gone }, Host.Call);
        Directory.Delete(host.PathOf("lost"));

        using var again = new Host(keeper: keeper);

        Assert.Equal("auto default-pool files lost off", await NamesAsync(again, default));
        Assert.Equal("persistent running", await again.DescribeAsync(files));
        Assert.Equal(volume, Assert.Single((await again.Volumes.ListAsync(default, Host.Call)).Items));
        Assert.Equal(5000UL, (await again.Volumes.GetInfoAsync(volume, Host.Call)).Capacity);
        Assert.Equal("persistent inactive", await again.DescribeAsync(lost));
        Assert.Equal("persistent running autostart", await again.DescribeAsync(auto));
        Assert.Equal("persistent inactive", await again.DescribeAsync(off));
        Assert.Equal(
            (await host.Pools.GetInfoAsync(auto, Host.Call)).Revision, (await again.Pools.GetInfoAsync(auto, Host.Call)).Revision);
        Assert.Empty(again.Events.Take());
    }

    private static async Task<string> NamesAsync(Host host, StoragePoolListRequest request) =>
        string.Join(' ', (await host.Pools.ListAsync(request, Host.Call)).Items.Select(p => p.Name).Order(StringComparer.Ordinal));
}
