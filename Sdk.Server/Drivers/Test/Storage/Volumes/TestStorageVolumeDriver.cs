using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>The volumes of a simulated host. Those of directories are real files, so calls may wait for the disk.</summary>
internal sealed class TestStorageVolumeDriver(
    StoragePoolStore pools, StorageVolumeStore store, StorageVolumeFinder finder, StorageVolumeMaker maker, StorageVolumeChanger changer)
    : StorageVolumeDriver
{
    /// <inheritdoc/>
    public override ValueTask<Page<StorageVolumeRef>> ListAsync(StorageVolumeListRequest request, CallContext call)
    {
        var pool = request.Pool is { } reference ? pools.FindActive(reference).Uuid : (Guid?)null;
        var page = store.List(
            volume => !volume.IsPending
                && (pool is not { } uuid || volume.Pool.Uuid == uuid)
                && (request.Type is not { } type || type.ToString() == volume.Type)
                && (request.Format is not { } format || format == volume.Format),
            request.After,
            ObjectPage<SimulatedVolume>.LimitOf(request.Limit, HostApi.StorageVolume.List));
        return new(page.Select(static volume => volume.Reference));
    }

    /// <inheritdoc/>
    public override ValueTask<StorageVolumeRef> LookupByNameAsync(StorageVolumeLookupByNameRequest request, CallContext call) =>
        new(finder.Find(StorageVolumeRef.ByPoolAndName(request.Pool, request.Name)).Reference);

    /// <inheritdoc/>
    public override ValueTask<StorageVolumeRef> LookupByKeyAsync(StorageVolumeLookupByKeyRequest request, CallContext call) =>
        new(finder.Find(StorageVolumeRef.ByKey(request.Key)).Reference);

    /// <inheritdoc/>
    public override ValueTask<StorageVolumeRef> LookupByPathAsync(StorageVolumeLookupByPathRequest request, CallContext call) =>
        new(finder.Find(StorageVolumeRef.ByPath(request.Path)).Reference);

    /// <inheritdoc/>
    public override async ValueTask<StorageVolumeRef> CreateAsync(StorageVolumeCreateRequest request, CallContext call) =>
        (await maker.CreateAsync(request.Pool, request.Xml, request.Spec, call.CancellationToken).ConfigureAwait(false)).Reference;

    /// <inheritdoc/>
    public override ValueTask<TaskWork<StorageProgress, StorageVolumeRef>> CreateFromAsync(
        StorageVolumeCreateFromRequest request, CallContext call) => new(maker.Clone(request.Pool, request.Xml, request.Spec, request.Source));

    /// <inheritdoc/>
    public override ValueTask DeleteAsync(StorageVolumeDeleteRequest request, CallContext call) =>
        changer.DeleteAsync(request.Self, request.IfRevision, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask<StorageVolumeInfo> GetInfoAsync(StorageVolumeRef self, CallContext call)
    {
        var volume = finder.Find(self);
        return new(new StorageVolumeInfo
        {
            Type = StorageVolumeType.Of(volume.Type),
            Format = volume.Format,
            Capacity = volume.Capacity,
            Allocation = volume.Allocation,
            Operation = volume.Use,
            Revision = volume.Revision,
        });
    }

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(StorageVolumeRef self, CallContext call) => new(StorageVolumeXml.Write(finder.Find(self)));

    /// <inheritdoc/>
    public override ValueTask<StorageVolumeSpec> GetSpecAsync(StorageVolumeRef self, CallContext call) =>
        new(StorageVolumeSpecs.Read(finder.Find(self)));

    /// <inheritdoc/>
    public override ValueTask<string> GetPathAsync(StorageVolumeRef self, CallContext call) => new(finder.Find(self).Path);

    /// <inheritdoc/>
    public override ValueTask ResizeAsync(StorageVolumeResizeRequest request, CallContext call) =>
        changer.ResizeAsync(request, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask<TaskWork<StorageProgress, Nothing>> WipeAsync(StorageVolumeWipeRequest request, CallContext call) =>
        new(changer.Wipe(request.Self, request.Algorithm ?? StorageWipeAlgorithm.Zero));

    /// <inheritdoc/>
    public override ValueTask<StreamTicket> UploadAsync(StorageVolumeUploadRequest request, CallContext call) =>
        throw StorageVolumeRefusals.NoStreams(finder.Find(request.Self).Reference, HostApi.StorageVolume.Upload.Name);

    /// <inheritdoc/>
    public override ValueTask<StreamTicket> DownloadAsync(StorageVolumeDownloadRequest request, CallContext call) =>
        throw StorageVolumeRefusals.NoStreams(finder.Find(request.Self).Reference, HostApi.StorageVolume.Download.Name);
}
