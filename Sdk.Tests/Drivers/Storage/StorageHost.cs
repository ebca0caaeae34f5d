using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers.Test.Faults;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Storage;

/// <summary>The storage of a simulated host of its own, its drivers called as the server would call them, and a folder for its files.</summary>
internal sealed class StorageHost : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("virtwire-storage-");

    public StorageHost(IFaultPlan? faults = null, IObjectKeeper? keeper = null)
    {
        var simulation = new Simulation(Events, keeper) { Faults = faults ?? FaultPoints.None, Pace = new JobPace(10, TimeSpan.Zero) };
        var storage = new SimulatedStorage(simulation);
        Pools = storage.Pools;
        Volumes = storage.Volumes;
    }

    /// <summary>The context of a call without a caller.</summary>
    public static CallContext Call => default;

    public static StoragePoolRef Default { get; } = StoragePoolRef.ByName("default-pool");

    public RecordingEvents Events { get; } = new();

    public TestStoragePoolDriver Pools { get; }

    public TestStorageVolumeDriver Volumes { get; }

    /// <summary>The document of a pool of a directory: of the host's own folder, unless it says which.</summary>
    public static string DirXml(string name, string path, string? uuid = null) =>
        $"<pool type='dir'><name>{name}</name>{(uuid is null ? "" : $"<uuid>{uuid}</uuid>")}<target><path>{path}</path></target></pool>";

    /// <summary>The document of a pool that is simulated in memory.</summary>
    public static string GroupXml(string name, string device, string? uuid = null) =>
        $"<pool type='logical'><name>{name}</name>{(uuid is null ? "" : $"<uuid>{uuid}</uuid>")}"
        + $"<source><device path='/dev/{device}'/></source></pool>";

    /// <summary>A path in the host's folder.</summary>
    public string PathOf(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    /// <summary>A pool of a directory of its own, which is made and active.</summary>
    public async Task<StoragePoolRef> StartDirAsync(string name = "images")
    {
        var self = await Pools.DefineAsync(new() { Xml = DirXml(name, PathOf(name)) }, Call);
        await Pools.CreateAsync(new() { Self = self, Build = StoragePoolBuildMode.New }, Call);
        Events.Take();
        return self;
    }

    /// <summary>A new volume of a pool.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="name">Its name, as it stands in the document.</param>
    /// <param name="rest">The rest of the document.</param>
    public async Task<StorageVolumeRef> CreateAsync(StoragePoolRef pool, string name, string rest) =>
        await Volumes.CreateAsync(new() { Pool = pool, Xml = $"<volume><name>{name}</name>{rest}</volume>" }, Call);

    /// <summary>A clone of a volume, when it is whole.</summary>
    public async Task<StorageVolumeRef> CloneAsync(
        StoragePoolRef pool, string xml, StorageVolumeRef source, List<StorageProgress>? progress = null, CancellationTokenSource? cancel = null)
    {
        var work = await Volumes.CreateFromAsync(new() { Pool = pool, Xml = xml, Source = source }, Call);
        return await work.RunAsync(new TaskContext<StorageProgress>("1", told => progress?.Add(told), cancel?.Token ?? default));
    }

    /// <summary>Wipes a volume, and ends when it is done.</summary>
    public async Task WipeAsync(StorageVolumeRef volume, StorageWipeAlgorithm algorithm, CancellationTokenSource? cancel = null)
    {
        var work = await Volumes.WipeAsync(new() { Self = volume, Algorithm = algorithm }, Call);
        await work.RunAsync(new TaskContext<StorageProgress>("1", static _ => { }, cancel?.Token ?? default));
    }

    /// <summary>The pool in a few words: <c>persistent running autostart</c>; <c>gone</c> when there is none.</summary>
    public async Task<string> DescribeAsync(StoragePoolRef pool)
    {
        try
        {
            var info = await Pools.GetInfoAsync(pool, Call);
            return $"{(info.Persistent ? "persistent" : "transient")} {info.State}{(info.Autostart ? " autostart" : "")}";
        }
        catch (NoStoragePoolException)
        {
            return "gone";
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
