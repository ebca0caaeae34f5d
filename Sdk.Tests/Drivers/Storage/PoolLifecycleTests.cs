using Host = Virtwire.Sdk.Tests.Drivers.Storage.StorageHost;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>The life of a pool: what each call does in each state, what it tells, and what becomes of the real directory.</summary>
public sealed class PoolLifecycleTests : IDisposable
{
    private readonly Host _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task The_host_begins_with_the_pool_of_libvirts_own()
    {
        var self = await _host.Pools.LookupByTargetPathAsync(new() { Path = "/default-pool/" }, Host.Call);
        var info = await _host.Pools.GetInfoAsync(self, Host.Call);

        Assert.Equal(("default-pool", Guid.Parse("dfe224cb-28fb-8dd0-c4b2-64eb3f0f4566")), (self.Name, self.Uuid));
        Assert.Equal((StoragePoolState.Running, true, true, false), (info.State, info.Active, info.Persistent, info.Autostart));
        Assert.Equal(("dir", "/default-pool", 107374182400UL, 0UL, 107374182400UL), (info.Type, info.Path, info.Capacity, info.Allocation, info.Available));
        Assert.False(Directory.Exists("/default-pool"));
    }

    [Fact]
    public async Task The_pool_of_a_directory_is_a_directory()
    {
        var path = _host.PathOf("a", "b");
        var self = await _host.Pools.DefineAsync(new() { Xml = Host.DirXml("p1", path) }, Host.Call);
        var missing = await Assert.ThrowsAsync<StorageTargetMissingException>(async () => await _host.Pools.CreateAsync(new() { Self = self }, Host.Call));
        Assert.Equal((path, "persistent inactive"), (missing.Path, await _host.DescribeAsync(self)));

        await _host.Pools.BuildAsync(new() { Self = self }, Host.Call);
        Assert.True(Directory.Exists(path));
        await _host.Pools.BuildAsync(new() { Self = self }, Host.Call);
        await _host.Pools.CreateAsync(new() { Self = self }, Host.Call);
        var info = await _host.Pools.GetInfoAsync(self, Host.Call);
        Assert.True(info.Capacity > 0 && info.Available <= info.Capacity);
        Assert.Equal(info.Capacity, info.Allocation + info.Available);
        await _host.Pools.DestroyAsync(self, Host.Call);
        Assert.True(Directory.Exists(path));

        await File.WriteAllTextAsync(Path.Combine(path, "left"), "x", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StoragePoolNotEmptyException>(async () => await _host.Pools.DeleteAsync(self, Host.Call));
        File.Delete(Path.Combine(path, "left"));
        await _host.Pools.DeleteAsync(self, Host.Call);
        Assert.False(Directory.Exists(path));
        await Assert.ThrowsAsync<StorageTargetMissingException>(async () => await _host.Pools.DeleteAsync(self, Host.Call));
        await _host.Pools.UndefineAsync(new() { Self = self }, Host.Call);

        Assert.Equal("gone", await _host.DescribeAsync(self));
        Assert.Equal(
            [
                "defined p1 added", "stateChanged p1 building", "stateChanged p1 inactive", "built p1", "stateChanged p1 building",
                "stateChanged p1 inactive", "built p1", "stateChanged p1 running", "stateChanged p1 inactive", "deleted p1", "undefined p1",
            ],
            _host.Events.Take());
    }

    [Theory]
    [InlineData("build", "served persistent inactive", "StoragePoolActiveException", "StoragePoolActiveException")]
    [InlineData("create", "served persistent running", "StoragePoolActiveException", "StoragePoolActiveException")]
    [InlineData("destroy", "StoragePoolNotActiveException", "served persistent inactive", "served gone")]
    [InlineData("delete", "served persistent inactive", "StoragePoolActiveException", "StoragePoolActiveException")]
    [InlineData("undefine", "served gone", "StoragePoolActiveException", "StoragePoolActiveException")]
    [InlineData("refresh", "StoragePoolNotActiveException", "served persistent running", "served transient running")]
    [InlineData("setAutostart", "served persistent inactive autostart", "served persistent running autostart", "StoragePoolNotPersistentException")]
    [InlineData("define", "served persistent inactive", "served persistent running", "served persistent running")]
    [InlineData("createXml", "served persistent running", "StoragePoolActiveException", "StoragePoolActiveException")]
    [InlineData("define other name", "StoragePoolExistsException", "StoragePoolExistsException", "StoragePoolExistsException")]
    [InlineData("define other uuid", "StoragePoolExistsException", "StoragePoolExistsException", "StoragePoolExistsException")]
    [InlineData("getXml", "served persistent inactive", "served persistent running", "served transient running")]
    public async Task A_call_does_in_each_state_what_libvirt_does(string call, string inactive, string running, string transient)
    {
        Assert.Equal(inactive, await AskAsync(call, "vg1", 1, defined: true, started: false));
        Assert.Equal(running, await AskAsync(call, "vg2", 2, defined: true, started: true));
        Assert.Equal(transient, await AskAsync(call, "vg3", 3, defined: false, started: true));
    }

    [Fact]
    public async Task A_refused_call_tells_nothing_and_changes_nothing()
    {
        await Assert.ThrowsAsync<StoragePoolActiveException>(async () => await _host.Pools.CreateAsync(new() { Self = Host.Default }, Host.Call));
        await Assert.ThrowsAsync<StoragePoolActiveException>(async () => await _host.Pools.DeleteAsync(Host.Default, Host.Call));
        await Assert.ThrowsAsync<NoStoragePoolException>(async () => await _host.Pools.DestroyAsync(StoragePoolRef.ByName("x"), Host.Call));
        await Assert.ThrowsAsync<NoStoragePoolException>(
            async () => await _host.Pools.LookupByUuidAsync(new() { Uuid = Guid.NewGuid() }, Host.Call));
        await Assert.ThrowsAsync<NoStoragePoolException>(async () => await _host.Pools.LookupByTargetPathAsync(new() { Path = "/x" }, Host.Call));

        Assert.Empty(_host.Events.Take());
        Assert.Equal("persistent running", await _host.DescribeAsync(Host.Default));
    }

    [Fact]
    public async Task A_new_definition_of_an_active_pool_holds_from_its_next_start()
    {
        var uuid = Guid.NewGuid().ToString();
        var self = await _host.Pools.CreateXmlAsync(
            new() { Xml = Host.DirXml("p1", _host.PathOf("old"), uuid), Build = StoragePoolBuildMode.New }, Host.Call);
        await _host.Pools.DefineAsync(new() { Xml = Host.DirXml("p1", _host.PathOf("new"), uuid) }, Host.Call);
        var before = (await _host.Pools.GetInfoAsync(self, Host.Call)).Path;
        await _host.Pools.DestroyAsync(self, Host.Call);
        await _host.Pools.CreateAsync(new() { Self = self, Build = StoragePoolBuildMode.New }, Host.Call);

        Assert.Equal((_host.PathOf("old"), _host.PathOf("new")), (before, (await _host.Pools.GetInfoAsync(self, Host.Call)).Path));
        Assert.True(Directory.Exists(_host.PathOf("new")));
        Assert.Equal(
            ["stateChanged p1 building", "built p1", "stateChanged p1 running", "defined p1 added", "stateChanged p1 inactive",
                "stateChanged p1 building", "built p1", "stateChanged p1 running"],
            _host.Events.Take());
    }

    [Fact]
    public async Task A_pool_whose_directory_is_gone_is_stopped_when_that_is_noticed()
    {
        var self = await _host.StartDirAsync();
        Directory.Delete(_host.PathOf("images"));

        await Assert.ThrowsAsync<StorageTargetMissingException>(async () => await _host.Pools.RefreshAsync(self, Host.Call));

        Assert.Equal(["stateChanged images inactive"], _host.Events.Take());
        Assert.Equal("persistent inactive", await _host.DescribeAsync(self));
    }

    [Fact]
    public async Task What_the_host_refuses_is_said_and_changes_nothing()
    {
        await File.WriteAllTextAsync(_host.PathOf("file"), "x", TestContext.Current.CancellationToken);
        var self = await _host.Pools.DefineAsync(new() { Xml = Host.DirXml("p1", _host.PathOf("file", "below")) }, Host.Call);
        _host.Events.Take();

        var fault = await Assert.ThrowsAsync<StorageFaultException>(async () => await _host.Pools.BuildAsync(new() { Self = self }, Host.Call));

        Assert.Equal(_host.PathOf("file", "below"), fault.Path);
        Assert.Equal(["stateChanged p1 building", "stateChanged p1 inactive"], _host.Events.Take());
        var transient = Host.DirXml("p2", _host.PathOf("file", "other"));
        await Assert.ThrowsAsync<StorageFaultException>(
            async () => await _host.Pools.CreateXmlAsync(new() { Xml = transient, Build = StoragePoolBuildMode.New }, Host.Call));
        Assert.Equal("gone", await _host.DescribeAsync(StoragePoolRef.ByName("p2")));
        Assert.Equal(["stateChanged p2 building", "stateChanged p2 inactive"], _host.Events.Take());
    }

    [Fact]
    public async Task What_is_formatted_is_formatted_anew_only_for_those_who_say_so()
    {
        var self = await _host.Pools.DefineAsync(new() { Xml = Host.GroupXml("vg", "sdb") }, Host.Call);
        await _host.Pools.BuildAsync(new() { Self = self, Mode = StoragePoolBuildMode.NoOverwrite }, Host.Call);
        await Assert.ThrowsAsync<StoragePoolBuiltException>(
            async () => await _host.Pools.BuildAsync(new() { Self = self, Mode = StoragePoolBuildMode.NoOverwrite }, Host.Call));
        await _host.Pools.BuildAsync(new() { Self = self, Mode = StoragePoolBuildMode.Overwrite }, Host.Call);
        await _host.Pools.DeleteAsync(self, Host.Call);
        await _host.Pools.CreateAsync(new() { Self = self, Build = StoragePoolBuildMode.NoOverwrite }, Host.Call);
        Assert.Equal("persistent running", await _host.DescribeAsync(self));

        var dir = await _host.Pools.DefineAsync(new() { Xml = Host.DirXml("p1", _host.PathOf("p1")) }, Host.Call);
        foreach (var mode in new[] { StoragePoolBuildMode.Overwrite, StoragePoolBuildMode.NoOverwrite, StoragePoolBuildMode.Repair, StoragePoolBuildMode.Resize })
        {
            var refusal = await Assert.ThrowsAsync<ArgumentUnsupportedException>(
                async () => await _host.Pools.BuildAsync(new() { Self = dir, Mode = mode }, Host.Call));
            Assert.Equal("mode", refusal.Parameter);
        }

        Assert.False(Directory.Exists(_host.PathOf("p1")));
    }

    private async Task<string> AskAsync(string call, string name, int number, bool defined, bool started)
    {
        var uuid = $"00000000-0000-4000-8000-00000000000{number}";
        var xml = Host.GroupXml(name, "sd" + number, uuid);
        var self = defined
            ? await _host.Pools.DefineAsync(new() { Xml = xml }, Host.Call)
            : await _host.Pools.CreateXmlAsync(new() { Xml = xml }, Host.Call);
        if (defined && started)
            await _host.Pools.CreateAsync(new() { Self = self }, Host.Call);
        try
        {
            await MakeAsync(call, self, xml, uuid);
            return "served " + await _host.DescribeAsync(self);
        }
        catch (HostException refusal)
        {
            return refusal.GetType().Name;
        }
    }

    private async Task MakeAsync(string call, StoragePoolRef self, string xml, string uuid) => await (call switch
    {
        "build" => _host.Pools.BuildAsync(new() { Self = self }, Host.Call),
        "create" => _host.Pools.CreateAsync(new() { Self = self }, Host.Call),
        "destroy" => _host.Pools.DestroyAsync(self, Host.Call),
        "delete" => _host.Pools.DeleteAsync(self, Host.Call),
        "undefine" => _host.Pools.UndefineAsync(new() { Self = self }, Host.Call),
        "refresh" => _host.Pools.RefreshAsync(self, Host.Call),
        "setAutostart" => _host.Pools.SetAutostartAsync(new() { Self = self, Autostart = true }, Host.Call),
        "define" => Done(_host.Pools.DefineAsync(new() { Xml = xml }, Host.Call)),
        "define other name" => Done(_host.Pools.DefineAsync(new() { Xml = Host.GroupXml("other", "sdx", uuid) }, Host.Call)),
        "define other uuid" => Done(_host.Pools.DefineAsync(new() { Xml = Host.GroupXml(self.Name!, "sdx") }, Host.Call)),
        "createXml" => Done(_host.Pools.CreateXmlAsync(new() { Xml = xml }, Host.Call)),
        "getXml" => Done(_host.Pools.GetXmlAsync(new() { Self = self }, Host.Call)),
        _ => throw new ArgumentOutOfRangeException(nameof(call)),
    });

    private static async ValueTask Done<T>(ValueTask<T> call) => await call;
}
