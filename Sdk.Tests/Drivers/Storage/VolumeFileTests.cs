using System.Diagnostics;
using System.Text;
using Host = Virtwire.Sdk.Tests.Drivers.Storage.StorageHost;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>The volumes of a directory are its files: what calls do to the bytes, and what others do to the files.</summary>
public sealed class VolumeFileTests : IDisposable
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    private readonly Host _host = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_volume_is_a_file_of_its_size_sparse_or_not()
    {
        var pool = await _host.StartDirAsync();
        var sparse = await _host.CreateAsync(pool, "sparse", "<capacity unit='MiB'>8</capacity><allocation>0</allocation>");
        var full = await _host.CreateAsync(pool, "full", "<capacity unit='MiB'>2</capacity>");

        var path = _host.PathOf("images", "sparse");
        Assert.Equal((path, path, "sparse", "images"), (sparse.Key, sparse.Path, sparse.Name, sparse.Pool!.Value.Name));
        Assert.Equal((8 * MiB, 2 * MiB), (new FileInfo(path).Length, new FileInfo(full.Path!).Length));
        var info = await _host.Volumes.GetInfoAsync(sparse, Host.Call);
        Assert.Equal((StorageVolumeType.File, "raw", 8UL * MiB, 0UL), (info.Type, info.Format, info.Capacity, info.Allocation));
        Assert.True((await _host.Volumes.GetInfoAsync(full, Host.Call)).Allocation >= 2 * MiB);
        Assert.Equal(["created sparse", "created full"], _host.Events.Take());
        Assert.Equal(["full", "sparse"], Directory.EnumerateFiles(_host.PathOf("images")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_clone_has_the_bytes_of_its_source_and_its_holes()
    {
        var pool = await _host.StartDirAsync();
        var source = await _host.CreateAsync(pool, "source", "<capacity unit='MiB'>6</capacity><allocation>0</allocation>");
        var data = Encoding.ASCII.GetBytes("the quick brown fox");
        Write(source.Path!, (3 * MiB) + 5, data);
        var progress = new List<StorageProgress>();

        var clone = await _host.CloneAsync(pool, "<volume><name>clone</name></volume>", source, progress);

        Assert.Equal(await File.ReadAllBytesAsync(source.Path!, Ended), await File.ReadAllBytesAsync(clone.Path!, Ended));
        var info = await _host.Volumes.GetInfoAsync(clone, Host.Call);
        Assert.Equal(6UL * MiB, info.Capacity);
        Assert.InRange(info.Allocation, 1UL, 2UL * MiB);
        Assert.Equal((0UL, 6UL * MiB), (progress[0].Done, progress[0].Total));
        Assert.Equal(progress[^1].Total, progress[^1].Done);
        Assert.Equal(progress.OrderBy(p => p.Done), progress);
        Assert.Null((await _host.Volumes.GetInfoAsync(source, Host.Call)).Operation);

        var larger = await _host.CloneAsync(pool, "<volume><name>larger</name><capacity unit='MiB'>9</capacity></volume>", source);
        var smaller = await _host.CloneAsync(pool, "<volume><name>smaller</name><capacity>1</capacity></volume>", source);
        Assert.Equal((9L * MiB, 6L * MiB), (new FileInfo(larger.Path!).Length, new FileInfo(smaller.Path!).Length));
        Assert.Equal(data, Read(larger.Path!, (3 * MiB) + 5, data.Length));
    }

    [Theory]
    [InlineData("zero", true)]
    [InlineData("dod", false)]
    [InlineData("random", false)]
    public async Task Nothing_of_what_was_written_is_left_by_a_wipe(string algorithm, bool zeroes)
    {
        var pool = await _host.StartDirAsync();
        var volume = await _host.CreateAsync(pool, "secret", "<capacity unit='KiB'>3000</capacity><allocation>0</allocation>");
        var secret = Encoding.ASCII.GetBytes("the treasure lies under the oak");
        Write(volume.Path!, 2_500_000, secret);

        await _host.WipeAsync(volume, StorageWipeAlgorithm.Of(algorithm));

        var bytes = await File.ReadAllBytesAsync(volume.Path!, Ended);
        Assert.Equal(3000 * KiB, bytes.Length);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(secret));
        Assert.Equal(zeroes, !bytes.AsSpan().ContainsAnyExcept((byte)0));
        Assert.Equal((algorithm == "dod"), !bytes.AsSpan().ContainsAnyExcept((byte)0xFF));
        Assert.Matches("^changed secret \\d+ 3072000$", Assert.Single(_host.Events.Take().Skip(1)));
    }

    [Fact]
    public async Task A_resize_moves_the_end_and_nothing_else()
    {
        var pool = await _host.StartDirAsync();
        var volume = await _host.CreateAsync(pool, "v", "<capacity unit='MiB'>1</capacity><allocation>0</allocation>");
        Write(volume.Path!, 10, [1, 2, 3]);
        await _host.Pools.RefreshAsync(pool, Host.Call);

        await _host.Volumes.ResizeAsync(new() { Self = volume, Capacity = 3 * MiB }, Host.Call);
        Assert.Equal(3 * MiB, new FileInfo(volume.Path!).Length);
        await _host.Volumes.ResizeAsync(new() { Self = volume, Capacity = MiB, Delta = true, Allocate = true }, Host.Call);
        Assert.Equal(4 * MiB, new FileInfo(volume.Path!).Length);
        var info = await _host.Volumes.GetInfoAsync(volume, Host.Call);
        Assert.Equal(4UL * MiB, info.Capacity);
        Assert.InRange(info.Allocation, (ulong)MiB, 2UL * MiB);
        await _host.Volumes.ResizeAsync(new() { Self = volume, Capacity = 2 * MiB, Shrink = true }, Host.Call);
        Assert.Equal(2 * MiB, new FileInfo(volume.Path!).Length);
        Assert.Equal([1, 2, 3], Read(volume.Path!, 10, 3));

        foreach (var (request, words) in new (StorageVolumeResizeRequest Request, string Words)[]
        {
            (new() { Self = volume, Capacity = MiB }, "shrink"),
            (new() { Self = volume, Capacity = 0 }, "shrink"),
            (new() { Self = volume, Capacity = 1, Shrink = true }, "allocated"),
            (new() { Self = volume, Capacity = ulong.MaxValue, Delta = true }, "more than"),
        })
        {
            var refusal = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _host.Volumes.ResizeAsync(request, Host.Call));
            Assert.Equal("capacity", refusal.Parameter);
            Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<StoragePoolFullException>(
            async () => await _host.Volumes.ResizeAsync(new() { Self = volume, Capacity = 1UL << 60 }, Host.Call));
        Assert.Equal(2 * MiB, new FileInfo(volume.Path!).Length);
    }

    [Fact]
    public async Task A_refresh_finds_what_others_have_made_changed_and_taken_away()
    {
        var pool = await _host.StartDirAsync();
        var volume = await _host.CreateAsync(pool, "mine", "<capacity>4096</capacity>");
        var gone = await _host.CreateAsync(pool, "gone", "<capacity>4096</capacity>");
        _host.Events.Take();
        await File.WriteAllBytesAsync(_host.PathOf("images", "found & <odd>"), new byte[5000], Ended);
        await File.WriteAllBytesAsync(volume.Path!, new byte[9000], Ended);
        File.Delete(gone.Path!);

        Assert.Equal("gone mine", await NamesAsync(pool));
        await _host.Pools.RefreshAsync(pool, Host.Call);

        Assert.Equal("found & <odd> mine", await NamesAsync(pool));
        var found = await _host.Volumes.LookupByNameAsync(new() { Pool = pool, Name = "found & <odd>" }, Host.Call);
        Assert.Equal(5000UL, (await _host.Volumes.GetInfoAsync(found, Host.Call)).Capacity);
        Assert.Contains("<name>found &amp; &lt;odd&gt;</name>", await _host.Volumes.GetXmlAsync(found, Host.Call), StringComparison.Ordinal);
        Assert.Equal(9000UL, (await _host.Volumes.GetInfoAsync(volume, Host.Call)).Capacity);
        Assert.Equal(
            ["changed mine 9000", "created found & <odd>", "deleted gone", "refreshed images"],
            _host.Events.Take().Select(e => e.StartsWith("changed", StringComparison.Ordinal) ? $"changed mine {e.Split(' ')[^1]}" : e)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_whose_name_no_document_can_hold_is_no_volume()
    {
        var pool = await _host.StartDirAsync();
        foreach (var name in new[] { "odd\uFFFE", "odd\uFFFF", "odd\u0001", "fine\uFFFD" })
            await File.WriteAllBytesAsync(_host.PathOf("images", name), [1], Ended);
        await _host.Pools.RefreshAsync(pool, Host.Call);

        var found = Assert.Single((await _host.Pools.ListVolumesAsync(new() { Self = pool }, Host.Call)).Items);
        Assert.Contains("fine\uFFFD", await _host.Volumes.GetXmlAsync(found, Host.Call), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_whose_names_are_no_text_are_passed_over_and_do_not_stand_in_for_one_that_is()
    {
        var pool = await _host.StartDirAsync();
        using var make = Process.Start("sh", ["-c", ": > \"$0/$(printf 'a\\377')\"; : > \"$0/$(printf 'a\\376')\"", _host.PathOf("images")]);
        await make.WaitForExitAsync(Ended);
        Assert.Equal(2, Directory.GetFiles(_host.PathOf("images")).Length);
        await _host.Pools.RefreshAsync(pool, Host.Call);
        Assert.Equal("", await NamesAsync(pool));

        await File.WriteAllBytesAsync(_host.PathOf("images", "a\uFFFD"), [1], Ended);
        await _host.Pools.RefreshAsync(pool, Host.Call);
        Assert.Equal("a\uFFFD", await NamesAsync(pool));

        // .NET cannot name them, and so not take them away with the folder.
        using var remove = Process.Start("sh", ["-c", "rm \"$0\"/a*", _host.PathOf("images")]);
        await remove.WaitForExitAsync(Ended);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_keeps_its_pool_from_nothing()
    {
        // Of which the kernel lets nobody read the beginning.
        var pool = await _host.Pools.CreateXmlAsync(new() { Xml = Host.DirXml("process", "/proc/self") }, Host.Call);
        var memory = await _host.Volumes.LookupByNameAsync(new() { Pool = pool, Name = "mem" }, Host.Call);
        Assert.Equal("raw", (await _host.Volumes.GetInfoAsync(memory, Host.Call)).Format);
    }

    [Fact]
    public async Task Volumes_go_with_their_pool_and_come_back_from_their_files()
    {
        var pool = await _host.StartDirAsync();
        var volume = await _host.CreateAsync(pool, "v", "<capacity>4096</capacity>");
        await _host.Pools.DestroyAsync(pool, Host.Call);
        await Assert.ThrowsAsync<NoStorageVolumeException>(async () => await _host.Volumes.GetInfoAsync(volume, Host.Call));
        await Assert.ThrowsAsync<StoragePoolNotActiveException>(
            async () => await _host.Volumes.LookupByNameAsync(new() { Pool = pool, Name = "v" }, Host.Call));
        await Assert.ThrowsAsync<StoragePoolNotActiveException>(async () => await NamesAsync(pool));
        Assert.True(File.Exists(volume.Path));

        await _host.Pools.CreateAsync(new() { Self = pool }, Host.Call);

        Assert.Equal(volume, await _host.Volumes.LookupByPathAsync(new() { Path = volume.Path! }, Host.Call));
    }

    [Fact]
    public async Task Images_are_told_made_and_grown()
    {
        var pool = await _host.StartDirAsync();
        var image = await _host.CreateAsync(pool, "i.qcow2", "<capacity unit='GiB'>20</capacity><target><format type='qcow2'/></target>");
        Assert.Equal("QFI\xfb", Encoding.Latin1.GetString(Read(image.Path!, 0, 4)));
        await _host.Volumes.ResizeAsync(new() { Self = image, Capacity = (20UL << 30) + MiB }, Host.Call);
        await _host.Pools.RefreshAsync(pool, Host.Call);
        var info = await _host.Volumes.GetInfoAsync(image, Host.Call);
        Assert.Equal(("qcow2", (20UL << 30) + MiB), (info.Format, info.Capacity));
        Assert.InRange(info.Allocation, 1UL, (ulong)MiB);

        var clone = await _host.CloneAsync(pool, "<volume><name>c</name></volume>", image);
        Assert.Equal("qcow2", (await _host.Volumes.GetInfoAsync(clone, Host.Call)).Format);
        await Assert.ThrowsAsync<ArgumentUnsupportedException>(
            async () => await _host.Volumes.ResizeAsync(new() { Self = image, Capacity = 21UL << 30, Allocate = true }, Host.Call));
        await _host.WipeAsync(image, StorageWipeAlgorithm.Zero);
        Assert.Equal("raw", (await _host.Volumes.GetInfoAsync(image, Host.Call)).Format);
    }

    [Fact]
    public async Task What_was_left_half_made_is_no_volume_and_is_swept_up_at_the_next_start()
    {
        var pool = await _host.StartDirAsync();
        var left = _host.PathOf("images", ".virtwire-0123.part");
        await File.WriteAllTextAsync(left, "half", Ended);
        await _host.Pools.RefreshAsync(pool, Host.Call);
        Assert.Equal("", await NamesAsync(pool));
        Assert.True(File.Exists(left));
        await _host.Pools.DestroyAsync(pool, Host.Call);
        await _host.Pools.CreateAsync(new() { Self = pool }, Host.Call);
        Assert.False(File.Exists(left));
    }

    private static void Write(string path, long at, byte[] data)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, data, at);
    }

    private static byte[] Read(string path, long at, int count)
    {
        using var file = File.OpenHandle(path);
        var data = new byte[count];
        Assert.Equal(count, RandomAccess.Read(file, data, at));
        return data;
    }

    private async Task<string> NamesAsync(StoragePoolRef pool) =>
        string.Join(' ', (await _host.Pools.ListVolumesAsync(new() { Self = pool }, Host.Call)).Items.Select(v => v.Name));
}
