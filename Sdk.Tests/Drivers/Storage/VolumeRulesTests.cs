using Virtwire.Sdk.Tests.Drivers.Support;
using Host = Virtwire.Sdk.Tests.Drivers.Storage.StorageHost;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>What holds of all volumes, in memory or on disk: documents, handles, space, revisions, and one method at a time.</summary>
public sealed class VolumeRulesTests
{
    [Theory]
    [InlineData("<volume><name>v</name></volume>", 1, 1, "volume")]
    [InlineData("<volume>\n<capacity>1</capacity></volume>", 1, 1, "volume")]
    [InlineData("<volume><name>v</name>\n<capacity>-1</capacity></volume>", 2, 1, "volume/capacity")]
    [InlineData("<volume><name>v</name>\n <capacity>99999999999999999999999</capacity></volume>", 2, 2, "volume/capacity")]
    [InlineData("<volume><name>v</name>\n <capacity unit='EiB'>8</capacity></volume>", 2, 2, "volume/capacity")]
    [InlineData("<volume><name>v</name>\n <capacity unit='zz'>1</capacity></volume>", 2, 2, "volume/capacity")]
    [InlineData("<volume><name>v</name><capacity>1</capacity>\n<allocation>x</allocation></volume>", 2, 1, "volume/allocation")]
    [InlineData("<volume type='zork'><name>v</name><capacity>1</capacity></volume>", 1, 1, "volume")]
    [InlineData("<volume><name>v</name><capacity>1</capacity><target>\n<format type='zork'/></target></volume>", 2, 1, "volume/target/format")]
    [InlineData("<pool/>", 1, 1, "pool")]
    [InlineData("<volume>", 1, 9, null)]
    [InlineData("<!DOCTYPE volume><volume/>", 1, 1, null)]
    public async Task A_document_at_fault_is_refused_and_the_place_is_said(string xml, int line, int column, string? element)
    {
        using var host = new Host();
        var fault = await Assert.ThrowsAsync<XmlInvalidException>(
            async () => await host.Volumes.CreateAsync(new() { Pool = Host.Default, Xml = xml }, Host.Call));
        Assert.Equal((line, column, element), (fault.Line, fault.Column, fault.Element));
        Assert.Empty(host.Events.Take());
    }

    [Theory]
    [InlineData("", 5UL)]
    [InlineData("unit='KB'", 5000UL)]
    [InlineData("unit='K'", 5120UL)]
    [InlineData("unit='MiB'", 5242880UL)]
    [InlineData("unit='b'", 5UL)]
    public async Task Sizes_have_libvirts_units_and_what_is_allocated_is_the_capacity_unless_said(string unit, ulong bytes)
    {
        using var host = new Host();
        var volume = await host.CreateAsync(Host.Default, "v", $"<capacity {unit}>5</capacity>");
        var info = await host.Volumes.GetInfoAsync(volume, Host.Call);
        Assert.Equal((bytes, bytes), (info.Capacity, info.Allocation));
        Assert.Equal(bytes, (await host.Pools.GetInfoAsync(Host.Default, Host.Call)).Allocation);
    }

    [Fact]
    public async Task A_document_is_kept_and_completed()
    {
        using var host = new Host();
        var volume = await host.Volumes.CreateAsync(
            new()
            {
                Pool = Host.Default,
                Xml = "<volume><name>v</name><key>mine</key><capacity unit='KiB'>1</capacity><allocation>0</allocation>"
                    + "<x:any xmlns:x='u'>t</x:any><target><path>/elsewhere</path><permissions><mode>0600</mode></permissions></target></volume>",
            },
            Host.Call);
        Assert.Equal(
            CanonicalXml.Of(
                "<volume type='file'><name>v</name><key>/default-pool/v</key><capacity unit='bytes'>1024</capacity><allocation unit='bytes'>0</allocation>"
                + "<x:any xmlns:x='u'>t</x:any><target><path>/default-pool/v</path><format type='raw'/><permissions><mode>0600</mode></permissions></target></volume>"),
            CanonicalXml.Of(await host.Volumes.GetXmlAsync(volume, Host.Call)));
    }

    [Fact]
    public async Task A_volume_is_found_by_each_of_its_keys_and_not_by_others()
    {
        using var host = new Host();
        var volume = await host.CreateAsync(Host.Default, "v", "<capacity>1</capacity>");
        var full = host.Volumes;

        Assert.Equal(volume, await full.LookupByKeyAsync(new() { Key = "/default-pool/v" }, Host.Call));
        Assert.Equal(volume, await full.LookupByPathAsync(new() { Path = "/default-pool//v" }, Host.Call));
        Assert.Equal(volume, await full.LookupByNameAsync(new() { Pool = Host.Default, Name = "v" }, Host.Call));
        Assert.Equal("/default-pool/v", await full.GetPathAsync(StorageVolumeRef.ByPoolAndName(Host.Default, "v"), Host.Call));
        Assert.Equal("default-pool", (await host.Pools.LookupByVolumeAsync(new() { Volume = volume }, Host.Call)).Name);
        foreach (var missing in new[] { StorageVolumeRef.ByKey("/x"), StorageVolumeRef.ByPath("v"), StorageVolumeRef.ByPoolAndName(Host.Default, "w") })
            await Assert.ThrowsAsync<NoStorageVolumeException>(async () => await full.GetInfoAsync(missing, Host.Call));
        await Assert.ThrowsAsync<NoStoragePoolException>(
            async () => await full.GetInfoAsync(StorageVolumeRef.ByPoolAndName(StoragePoolRef.ByName("x"), "v"), Host.Call));
    }

    [Fact]
    public async Task Names_clash_and_space_ends()
    {
        using var host = new Host();
        await host.CreateAsync(Host.Default, "v", "<capacity unit='GiB'>60</capacity>");
        var clash = await Assert.ThrowsAsync<StorageVolumeExistsException>(async () => await host.CreateAsync(Host.Default, "v", "<capacity>1</capacity>"));
        Assert.Equal(("v", "/default-pool/v"), (clash.Name, clash.Path));
        var full = await Assert.ThrowsAsync<StoragePoolFullException>(
            async () => await host.CreateAsync(Host.Default, "w", "<capacity unit='GiB'>41</capacity>"));
        Assert.Equal((41UL << 30, 40UL << 30), (full.Needed, full.Available));
        var sparse = await host.CreateAsync(Host.Default, "w", "<capacity unit='TiB'>1</capacity><allocation unit='GiB'>40</allocation>");
        await host.Volumes.DeleteAsync(new() { Self = sparse }, Host.Call);
        Assert.Equal(40UL << 30, (await host.Pools.GetInfoAsync(Host.Default, Host.Call)).Available);
        await Assert.ThrowsAsync<StoragePoolFullException>(
            async () => await host.Volumes.ResizeAsync(new() { Self = StorageVolumeRef.ByKey("/default-pool/v"), Capacity = 101UL << 30 }, Host.Call));
    }

    [Fact]
    public async Task Volumes_in_memory_are_there_again_with_their_pool_and_gone_with_its_definition()
    {
        using var host = new Host();
        var xml = Host.GroupXml("vg", "sda");
        var pool = await host.Pools.DefineAsync(new() { Xml = xml }, Host.Call);
        await host.Pools.CreateAsync(new() { Self = pool }, Host.Call);
        var volume = await host.CreateAsync(pool, "v", "<capacity>7</capacity>");
        Assert.Equal((StorageVolumeType.Block, "/dev/vg/v"), ((await host.Volumes.GetInfoAsync(volume, Host.Call)).Type, volume.Path));
        await host.Pools.DestroyAsync(pool, Host.Call);
        Assert.Empty((await host.Volumes.ListAsync(default, Host.Call)).Items);
        await host.Pools.CreateAsync(new() { Self = pool }, Host.Call);
        Assert.Equal(volume, Assert.Single((await host.Volumes.ListAsync(default, Host.Call)).Items));

        await host.Pools.DestroyAsync(pool, Host.Call);
        await host.Pools.UndefineAsync(new() { Self = pool }, Host.Call);
        await host.Pools.CreateXmlAsync(new() { Xml = xml }, Host.Call);
        Assert.Empty((await host.Volumes.ListAsync(default, Host.Call)).Items);
    }

    [Fact]
    public async Task Lists_filter_by_pool_and_by_kind()
    {
        using var host = new Host();
        var group = await host.Pools.CreateXmlAsync(new() { Xml = Host.GroupXml("vg", "sda") }, Host.Call);
        await host.CreateAsync(Host.Default, "b", "<capacity>1</capacity><target><format type='qcow2'/></target>");
        await host.CreateAsync(Host.Default, "a", "<capacity>1</capacity>");
        await host.CreateAsync(group, "c", "<capacity>1</capacity>");

        Assert.Equal("a b", await NamesAsync(host, new() { Pool = Host.Default }));
        Assert.Equal("c", await NamesAsync(host, new() { Type = StorageVolumeType.Block }));
        Assert.Equal("b", await NamesAsync(host, new() { Format = "qcow2" }));
        var first = await host.Volumes.ListAsync(new() { Limit = 2 }, Host.Call);
        var rest = await host.Volumes.ListAsync(new() { After = first.Next }, Host.Call);
        Assert.Equal((2, 1), (first.Items.Count, rest.Items.Count));
        await Assert.ThrowsAsync<NoStoragePoolException>(async () => await NamesAsync(host, new() { Pool = StoragePoolRef.ByName("x") }));
    }

    [Fact]
    public async Task A_change_is_made_on_the_revision_that_was_read_alone()
    {
        using var host = new Host();
        var volume = await host.CreateAsync(Host.Default, "v", "<capacity>1</capacity>");
        var first = (await host.Volumes.GetInfoAsync(volume, Host.Call)).Revision!;
        await host.Volumes.ResizeAsync(new() { Self = volume, Capacity = 2, IfRevision = first }, Host.Call);
        var second = (await host.Volumes.GetInfoAsync(volume, Host.Call)).Revision!;

        var resize = await Assert.ThrowsAsync<RevisionMismatchException>(
            async () => await host.Volumes.ResizeAsync(new() { Self = volume, Capacity = 3, IfRevision = first }, Host.Call));
        Assert.Equal((first, second), (resize.Expected, resize.Actual));
        await Assert.ThrowsAsync<RevisionMismatchException>(async () => await host.Volumes.DeleteAsync(new() { Self = volume, IfRevision = first }, Host.Call));
        await host.Volumes.DeleteAsync(new() { Self = volume, IfRevision = second }, Host.Call);
        Assert.Equal(["created v", "changed v 1 2", "deleted v"], host.Events.Take());
    }

    [Fact]
    public async Task Streams_have_no_way_yet_and_say_so()
    {
        using var host = new Host();
        var volume = await host.CreateAsync(Host.Default, "v", "<capacity>1</capacity>");
        await Assert.ThrowsAsync<NoStreamEndpointException>(async () => await host.Volumes.UploadAsync(new() { Self = volume }, Host.Call));
        await Assert.ThrowsAsync<NoStreamEndpointException>(async () => await host.Volumes.DownloadAsync(new() { Self = volume }, Host.Call));
        await Assert.ThrowsAsync<NoStorageVolumeException>(
            async () => await host.Volumes.DownloadAsync(new() { Self = StorageVolumeRef.ByKey("x") }, Host.Call));
    }

    [Fact(Timeout = 60_000)]
    public async Task While_a_volume_is_wiped_everybody_else_is_kept_off_it()
    {
        var gate = new FaultGate("StorageVolume.wipe:block");
        using var host = new Host(gate);
        var pool = await host.StartDirAsync();
        var volume = await host.CreateAsync(pool, "v", "<capacity>8192</capacity>");
        using var cancel = new CancellationTokenSource();
        var wiping = host.WipeAsync(volume, StorageWipeAlgorithm.Zero, cancel);
        await gate.Reached;

        Assert.Equal("StorageVolume.wipe", (await host.Volumes.GetInfoAsync(volume, Host.Call)).Operation);
        await RefusedAsync(host, pool, volume, "StorageVolume.wipe");
        var clone = await Assert.ThrowsAsync<OperationInProgressException>(
            () => host.CloneAsync(pool, "<volume><name>c</name></volume>", volume));
        Assert.Equal("StorageVolume.wipe", clone.Operation);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wiping);
        Assert.Null((await host.Volumes.GetInfoAsync(volume, Host.Call)).Operation);
        await host.Volumes.DeleteAsync(new() { Self = volume }, Host.Call);
        await host.Pools.DestroyAsync(pool, Host.Call);
    }

    [Fact(Timeout = 60_000)]
    public async Task While_a_clone_is_made_its_source_is_read_and_its_name_is_taken()
    {
        var gate = new FaultGate("StorageVolume.createFrom:block");
        using var host = new Host(gate);
        var pool = await host.StartDirAsync();
        var volume = await host.CreateAsync(pool, "v", "<capacity>8192</capacity>");
        using var cancel = new CancellationTokenSource();
        var cloning = host.CloneAsync(pool, "<volume><name>c</name></volume>", volume, cancel: cancel);
        await gate.Reached;

        await RefusedAsync(host, pool, volume, "StorageVolume.createFrom");
        await Assert.ThrowsAsync<OperationInProgressException>(async () => await host.CreateAsync(pool, "c", "<capacity>1</capacity>"));
        await Assert.ThrowsAsync<NoStorageVolumeException>(
            async () => await host.Volumes.LookupByNameAsync(new() { Pool = pool, Name = "c" }, Host.Call));
        Assert.Equal("v", await NamesAsync(host, new() { Pool = pool }));
        var second = host.CloneAsync(pool, "<volume><name>d</name></volume>", volume);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cloning);
        gate.Open();
        await second;
        Assert.Equal("d v", await NamesAsync(host, new() { Pool = pool }));
        Assert.Equal(["d", "v"], Directory.EnumerateFiles(host.PathOf("images")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await host.Volumes.DeleteAsync(new() { Self = volume }, Host.Call);
        Assert.Equal(["created v", "created d", "deleted v"], host.Events.Take());
    }

    [Fact]
    public async Task What_is_refused_of_long_work_is_refused_by_the_call()
    {
        using var host = new Host();
        var volume = await host.CreateAsync(Host.Default, "v", "<capacity>1</capacity>");
        async Task Clone(StoragePoolRef pool, string xml, StorageVolumeRef source) =>
            await host.Volumes.CreateFromAsync(new() { Pool = pool, Xml = xml, Source = source }, Host.Call);
        const string Xml = "<volume><name>c</name></volume>";

        await Assert.ThrowsAsync<XmlInvalidException>(() => Clone(Host.Default, "<volume/>", volume));
        await Assert.ThrowsAsync<NoStoragePoolException>(() => Clone(StoragePoolRef.ByName("x"), Xml, volume));
        await Assert.ThrowsAsync<NoStorageVolumeException>(() => Clone(Host.Default, Xml, StorageVolumeRef.ByKey("x")));
        await Assert.ThrowsAsync<StorageVolumeExistsException>(() => Clone(Host.Default, "<volume><name>v</name></volume>", volume));
        await Assert.ThrowsAsync<StoragePoolFullException>(
            () => Clone(Host.Default, "<volume><name>c</name><allocation unit='GiB'>101</allocation></volume>", volume));
        await Assert.ThrowsAsync<NoStorageVolumeException>(
            async () => await host.Volumes.WipeAsync(new() { Self = StorageVolumeRef.ByKey("x") }, Host.Call));
        await Assert.ThrowsAsync<ArgumentUnsupportedException>(
            async () => await host.Volumes.WipeAsync(new() { Self = volume, Algorithm = StorageWipeAlgorithm.Trim }, Host.Call));
    }

    private static async Task RefusedAsync(Host host, StoragePoolRef pool, StorageVolumeRef volume, string operation)
    {
        Func<Task>[] calls =
        [
            async () => await host.Volumes.DeleteAsync(new() { Self = volume }, Host.Call),
            async () => await host.Volumes.ResizeAsync(new() { Self = volume, Capacity = 1 << 20 }, Host.Call),
            async () => await host.Volumes.WipeAsync(new() { Self = volume }, Host.Call),
            async () => await host.Pools.DestroyAsync(pool, Host.Call),
            async () => await host.Pools.RefreshAsync(pool, Host.Call),
        ];
        foreach (var call in calls)
            Assert.Equal(operation, (await Assert.ThrowsAsync<OperationInProgressException>(call)).Operation);
    }

    private static async Task<string> NamesAsync(Host host, StorageVolumeListRequest request) =>
        string.Join(' ', (await host.Volumes.ListAsync(request, Host.Call)).Items.Select(v => v.Name));
}
