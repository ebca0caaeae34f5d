using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>The simulated storage as an application meets it: handles, events and errors over a connection.</summary>
public sealed class ConnectedStorageTests : IAsyncLifetime
{
    private readonly VirtwireServer _server = new(new VirtwireServerOptions().AddDriver("test:///default"));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("virtwire-storage-");
    private HostConnection _host = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync(Ended);
        _host = await _server.ConnectAsync(cancellationToken: Ended);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_directory_is_made_filled_emptied_and_unmade()
    {
        await using var states = await _host.StoragePools.WatchStateChanged().StartAsync(Ended);
        var path = Path.Combine(_folder.FullName, "images");
        var pool = await _host.StoragePools.DefineAsync($"<pool type='dir'><name>images</name><target><path>{path}</path></target></pool>", cancellationToken: Ended);
        await pool.CreateAsync(StoragePoolBuildMode.New, Ended);
        var volume = await _host.StorageVolumes.CreateAsync(pool, "<volume><name>disk</name><capacity unit='KiB'>64</capacity></volume>", cancellationToken: Ended);

        Assert.Equal(Path.Combine(path, "disk"), await volume.GetPathAsync(Ended));
        Assert.Equal(65536, new FileInfo(volume.Path!).Length);
        Assert.Equal(volume, await _host.StorageVolumes.LookupByNameAsync(pool, "disk", Ended));
        Assert.Equal(pool, await _host.StoragePools.LookupByVolumeAsync(volume, Ended));
        await volume.ResizeAsync(131072, cancellationToken: Ended);
        Assert.Equal(131072UL, (await volume.GetInfoAsync(Ended)).Capacity);
        await volume.DeleteAsync(cancellationToken: Ended);
        var gone = await Assert.ThrowsAsync<NoStorageVolumeException>(async () => await volume.GetXmlAsync(Ended));
        Assert.Equal("disk", gone.Subject!.Value.GetProperty("name").GetString());
        await pool.DestroyAsync(Ended);
        await pool.DeleteAsync(Ended);
        await pool.UndefineAsync(cancellationToken: Ended);

        Assert.False(Directory.Exists(path));
        var told = new List<StoragePoolState>();
        await foreach (var state in states.WithCancellation(Ended))
        {
            told.Add(state.State);
            if (state.State == StoragePoolState.Inactive)
                break;
        }

        Assert.Equal([StoragePoolState.Building, StoragePoolState.Running, StoragePoolState.Inactive], told);
    }

    [Fact]
    public async Task Those_who_may_only_read_look_and_do_not_touch()
    {
        await using var reader = await _server.ConnectAsync("test:///default?readonly=1", cancellationToken: Ended);
        var pool = await reader.StoragePools.LookupByNameAsync("default-pool", Ended);

        Assert.Equal(StoragePoolState.Running, (await pool.GetInfoAsync(Ended)).State);
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await pool.DestroyAsync(Ended));
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await reader.StoragePools.FindSourcesAsync("logical", cancellationToken: Ended));
    }
}
