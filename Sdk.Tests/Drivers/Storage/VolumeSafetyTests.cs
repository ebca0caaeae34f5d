using Host = Virtwire.Sdk.Tests.Drivers.Storage.StorageHost;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>Nothing outside of a pool's own directory is ever touched, whatever names and links say.</summary>
public sealed class VolumeSafetyTests : IDisposable
{
    private readonly Host _host = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../x")]
    [InlineData("/etc/x")]
    [InlineData("a/b")]
    [InlineData("a&#10;b")]
    [InlineData(".virtwire-1.part")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name)
    {
        var pool = await _host.StartDirAsync();
        foreach (var where in new[] { pool, Host.Default })
        {
            var fault = await Assert.ThrowsAsync<XmlInvalidException>(async () => await _host.CreateAsync(where, name, "<capacity>1</capacity>"));
            Assert.Equal("volume/name", fault.Element);
        }

        Assert.Equal([_host.PathOf("images")], Directory.EnumerateFileSystemEntries(_host.PathOf()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_host.PathOf("images")));
    }

    [Fact]
    public async Task Links_and_directories_are_no_volumes()
    {
        var pool = await _host.StartDirAsync();
        var outside = _host.PathOf("outside");
        await File.WriteAllTextAsync(outside, "treasure", Ended);
        File.CreateSymbolicLink(_host.PathOf("images", "link"), outside);
        File.CreateSymbolicLink(_host.PathOf("images", "dangling"), _host.PathOf("nowhere"));
        Directory.CreateDirectory(_host.PathOf("images", "folder"));

        await _host.Pools.RefreshAsync(pool, Host.Call);
        Assert.Empty((await _host.Pools.ListVolumesAsync(new() { Self = pool }, Host.Call)).Items);
        foreach (var name in new[] { "link", "dangling", "folder" })
            await Assert.ThrowsAsync<StorageVolumeExistsException>(async () => await _host.CreateAsync(pool, name, "<capacity>1</capacity>"));

        Assert.Equal("treasure", await File.ReadAllTextAsync(outside, Ended));
        Assert.False(File.Exists(_host.PathOf("nowhere")));
    }

    [Fact]
    public async Task A_link_that_takes_the_place_of_a_volume_is_followed_by_nobody()
    {
        var pool = await _host.StartDirAsync();
        var volume = await _host.CreateAsync(pool, "v", "<capacity>8</capacity><allocation>0</allocation>");
        var outside = _host.PathOf("outside");
        await File.WriteAllTextAsync(outside, "treasure", Ended);
        File.Delete(volume.Path!);
        File.CreateSymbolicLink(volume.Path!, outside);
        Func<Task>[] calls =
        [
            () => _host.WipeAsync(volume, StorageWipeAlgorithm.Zero),
            () => _host.CloneAsync(pool, "<volume><name>c</name></volume>", volume),
            async () => await _host.Volumes.ResizeAsync(new() { Self = volume, Capacity = 4096 }, Host.Call),
            async () => await _host.Volumes.DeleteAsync(new() { Self = volume }, Host.Call),
        ];
        foreach (var call in calls)
            Assert.Equal(volume.Path, (await Assert.ThrowsAsync<StorageVolumeUnsafeException>(call)).Path);

        Assert.Equal("treasure", await File.ReadAllTextAsync(outside, Ended));
        Assert.True(new FileInfo(volume.Path!).LinkTarget is not null);
        await _host.Pools.RefreshAsync(pool, Host.Call);
        await Assert.ThrowsAsync<NoStorageVolumeException>(async () => await _host.Volumes.GetInfoAsync(volume, Host.Call));
    }

    [Theory]
    [InlineData("<volume type='block'><name>v</name><capacity>1</capacity></volume>")]
    [InlineData("<volume><name>v</name><capacity>1</capacity><target><format type='vmdk'/></target></volume>")]
    [InlineData("<volume><name>v</name><capacity>1</capacity><backingStore><path>/etc/passwd</path></backingStore></volume>")]
    [InlineData("<volume><name>v</name><capacity>1</capacity><target><encryption format='luks'/></target></volume>")]
    [InlineData("<volume><name>v</name><capacity unit='EiB'>5</capacity><target><format type='qcow2'/></target></volume>")]
    public async Task What_a_file_here_cannot_be_is_said(string xml)
    {
        var pool = await _host.StartDirAsync();
        var refusal = await Assert.ThrowsAsync<ArgumentUnsupportedException>(
            async () => await _host.Volumes.CreateAsync(new() { Pool = pool, Xml = xml }, Host.Call));
        Assert.Equal("xml", refusal.Parameter);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_host.PathOf("images")));
        await Assert.ThrowsAsync<ArgumentUnsupportedException>(
            async () => await _host.Volumes.CreateAsync(new() { Pool = pool, Xml = xml }, Host.Call));
    }

    [Fact]
    public async Task A_file_that_is_in_the_way_stays_and_one_that_is_gone_is_as_good_as_deleted()
    {
        var pool = await _host.StartDirAsync();
        await File.WriteAllTextAsync(_host.PathOf("images", "v"), "mine", Ended);
        await Assert.ThrowsAsync<StorageVolumeExistsException>(async () => await _host.CreateAsync(pool, "v", "<capacity>1</capacity>"));
        Assert.Equal("mine", await File.ReadAllTextAsync(_host.PathOf("images", "v"), Ended));
        Assert.Single(Directory.EnumerateFileSystemEntries(_host.PathOf("images")));

        var volume = await _host.CreateAsync(pool, "w", "<capacity>1</capacity>");
        File.Delete(volume.Path!);
        await _host.Volumes.DeleteAsync(new() { Self = volume }, Host.Call);
        Assert.Equal(["created w", "deleted w"], _host.Events.Take());
    }

    [Fact]
    public async Task More_than_the_disk_has_is_refused_before_a_byte_is_written()
    {
        var pool = await _host.StartDirAsync();
        var full = await Assert.ThrowsAsync<StoragePoolFullException>(
            async () => await _host.CreateAsync(pool, "big", "<capacity unit='EiB'>4</capacity>"));
        Assert.Equal(4UL << 60, full.Needed);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_host.PathOf("images")));
        Assert.Empty(_host.Events.Take());
        await _host.CreateAsync(pool, "big", "<capacity>1</capacity>");
    }
}
