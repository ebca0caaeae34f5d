using System.Diagnostics;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Files;
using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Tests.Server.Files;
using Host = Virtwire.Sdk.Tests.Drivers.Storage.StorageHost;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>Work on the bytes of a volume that is cut off in the middle: by the end of its server, by its caller, by what happens to its pool.</summary>
public sealed class VolumeWorkTests
{
    private const int MiB = 1 << 20;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData("createFrom", "source 3145728")]
    [InlineData("wipe", "source 3145728")]
    [InlineData("resize", "source 5242880")]
    public async Task A_server_that_is_killed_leaves_whole_volumes_and_nothing_else(string method, string left)
    {
        var gate = new FaultGate($"StorageVolume.{method}:block");
        var keeper = new RememberingKeeper();
        using var killed = new Host(gate, keeper);
        var (pool, source) = await SourceAsync(killed);
        var work = Work(killed, method, pool, source);
        await gate.Reached.WaitAsync(Ended);
        using var copy = new TemporaryDirectory();
        await CopyAsync(killed.PathOf("images"), copy.Path);
        gate.Open();
        await work.WaitAsync(Ended);

        using var later = new Host();
        var again = await later.Pools.CreateXmlAsync(new() { Xml = Host.DirXml("images", copy.Path) }, Host.Call);
        var volumes = (await later.Pools.ListVolumesAsync(new() { Self = again }, Host.Call)).Items;
        Assert.Equal([left], volumes.Select(volume => $"{volume.Name} {new FileInfo(volume.Path!).Length}"));
        Assert.Equal([copy.Of("source")], Directory.GetFileSystemEntries(copy.Path));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_resize_that_is_cancelled_takes_back_what_it_has_added()
    {
        using var host = new Host();
        var (_, source) = await SourceAsync(host);
        using var cancel = new CancellationTokenSource();
        var passes = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await VolumeFile.ResizeAsync(
            source.Path!, 9 * MiB, allocate: true, () => ++passes == 3 ? new ValueTask(cancel.CancelAsync()) : default, cancel.Token));
        Assert.Equal((3, 3 * MiB), (passes, new FileInfo(source.Path!).Length));
    }

    [Fact(Timeout = 120_000)]
    public async Task No_clone_is_made_of_a_volume_whose_pool_is_looked_through_anew()
    {
        var gate = new FaultGate("StoragePool.refresh:work");
        using var host = new Host(gate);
        var (pool, source) = await SourceAsync(host);
        var refresh = host.Pools.RefreshAsync(pool, Host.Call).AsTask();
        await gate.Reached.WaitAsync(Ended);

        // It may lie there no longer when it is found out.
        File.Delete(source.Path!);
        var busy = await Assert.ThrowsAsync<OperationInProgressException>(
            () => host.CloneAsync(Host.Default, "<volume><name>clone</name></volume>", source));
        Assert.Equal("StoragePool.refresh", busy.Operation);
        gate.Open();
        await refresh.WaitAsync(Ended);
        await Assert.ThrowsAsync<NoStorageVolumeException>(() => host.CloneAsync(Host.Default, "<volume><name>clone</name></volume>", source));
    }

    [Fact]
    public async Task What_is_added_to_a_volume_in_memory_is_all_that_is_taken_for_it()
    {
        using var host = new Host();
        var volume = await host.CreateAsync(Host.Default, "v", "<capacity unit='GiB'>99</capacity><allocation>0</allocation>");
        var other = await host.CreateAsync(Host.Default, "w", "<capacity unit='GiB'>90</capacity>");
        await host.Volumes.ResizeAsync(new() { Self = volume, Capacity = 1UL << 30, Delta = true, Allocate = true }, Host.Call);

        var info = await host.Volumes.GetInfoAsync(volume, Host.Call);
        Assert.Equal((100UL << 30, 1UL << 30), (info.Capacity, info.Allocation));
        Assert.Equal(9UL << 30, (await host.Pools.GetInfoAsync(Host.Default, Host.Call)).Available);
        await host.Volumes.DeleteAsync(new() { Self = other }, Host.Call);
    }

    // A volume with something in it: otherwise there would be nothing to copy and to wipe.
    private static async Task<(StoragePoolRef Pool, StorageVolumeRef Source)> SourceAsync(Host host)
    {
        var pool = await host.StartDirAsync();
        var source = await host.CreateAsync(pool, "source", "<capacity unit='MiB'>3</capacity><allocation>0</allocation>");
        await File.WriteAllBytesAsync(source.Path!, [.. Enumerable.Repeat((byte)7, 3 * MiB)], Ended);
        return (pool, source);
    }

    private static Task Work(Host host, string method, StoragePoolRef pool, StorageVolumeRef source) => method switch
    {
        "createFrom" => host.CloneAsync(pool, "<volume><name>clone</name></volume>", source),
        "wipe" => host.WipeAsync(source, StorageWipeAlgorithm.Zero),
        _ => host.Volumes.ResizeAsync(new() { Self = source, Capacity = 5 * MiB, Allocate = true }, Host.Call).AsTask(),
    };

    // By another program, which does not ask for the locks that a killed server would no longer have.
    private static async Task CopyAsync(string from, string to)
    {
        using var copy = Process.Start("cp", ["-a", from + "/.", to]);
        await copy.WaitForExitAsync(Ended);
        Assert.Equal(0, copy.ExitCode);
    }
}
