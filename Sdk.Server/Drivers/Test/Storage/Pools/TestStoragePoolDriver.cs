using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Pools;

/// <summary>The storage pools of a simulated host. Those of directories are real ones, so calls may wait for the disk.</summary>
internal sealed class TestStoragePoolDriver(StoragePoolStore store, StorageVolumeStore volumes, StorageVolumeFinder finder) : StoragePoolDriver
{
    /// <inheritdoc/>
    public override ValueTask<Page<StoragePoolRef>> ListAsync(StoragePoolListRequest request, CallContext call)
    {
        var page = store.List(
            pool => (request.State is not { } state || state == pool.State)
                && (request.Active is not { } active || active == pool.IsActive)
                && (request.Persistent is not { } persistent || persistent == pool.IsPersistent)
                && (request.Autostart is not { } autostart || autostart == pool.Autostart)
                && (request.Type is not { } type || type == pool.Current.Type),
            request.After,
            ObjectPage<SimulatedPool>.LimitOf(request.Limit, HostApi.StoragePool.List));
        return new(page.Select(static pool => pool.Reference));
    }

    /// <inheritdoc/>
    public override ValueTask<StoragePoolRef> LookupByNameAsync(StoragePoolLookupByNameRequest request, CallContext call) =>
        new(store.Find(StoragePoolRef.ByName(request.Name)).Reference);

    /// <inheritdoc/>
    public override ValueTask<StoragePoolRef> LookupByUuidAsync(StoragePoolLookupByUuidRequest request, CallContext call) =>
        new(store.Find(StoragePoolRef.ByUuid(request.Uuid)).Reference);

    /// <inheritdoc/>
    public override ValueTask<StoragePoolRef> LookupByTargetPathAsync(StoragePoolLookupByTargetPathRequest request, CallContext call) =>
        new(store.FindByTarget(request.Path).Reference);

    /// <inheritdoc/>
    public override ValueTask<StoragePoolRef> LookupByVolumeAsync(StoragePoolLookupByVolumeRequest request, CallContext call) =>
        new(finder.Find(request.Volume).Pool);

    /// <inheritdoc/>
    public override ValueTask<Page<StorageVolumeRef>> ListVolumesAsync(StoragePoolListVolumesRequest request, CallContext call)
    {
        var pool = store.FindActive(request.Self).Uuid;
        var page = volumes.List(
            volume => !volume.IsPending && volume.Pool.Uuid == pool,
            request.After,
            ObjectPage<SimulatedVolume>.LimitOf(request.Limit, HostApi.StoragePool.ListVolumes));
        return new(page.Select(static volume => volume.Reference));
    }

    /// <inheritdoc/>
    public override async ValueTask<StoragePoolRef> DefineAsync(StoragePoolDefineRequest request, CallContext call) =>
        (await store.DefineAsync(request.Xml, request.Spec, request.IfRevision).ConfigureAwait(false)).Reference;

    /// <inheritdoc/>
    public override async ValueTask<StoragePoolRef> CreateXmlAsync(StoragePoolCreateXmlRequest request, CallContext call) =>
        (await store.CreateXmlAsync(request.Xml, request.Spec, request.Build, call.CancellationToken).ConfigureAwait(false)).Reference;

    /// <inheritdoc/>
    public override ValueTask BuildAsync(StoragePoolBuildRequest request, CallContext call) =>
        store.BuildAsync(request.Self, request.Mode ?? StoragePoolBuildMode.New, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask CreateAsync(StoragePoolCreateRequest request, CallContext call) =>
        store.CreateAsync(request.Self, request.Build, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask DestroyAsync(StoragePoolRef self, CallContext call) => store.DestroyAsync(self);

    /// <inheritdoc/>
    public override ValueTask DeleteAsync(StoragePoolRef self, CallContext call) => store.DeleteAsync(self, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask UndefineAsync(StoragePoolUndefineRequest request, CallContext call) =>
        store.UndefineAsync(request.Self, request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask RefreshAsync(StoragePoolRef self, CallContext call) => store.RefreshAsync(self, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask<StoragePoolInfo> GetInfoAsync(StoragePoolRef self, CallContext call)
    {
        var pool = store.Find(self);
        var space = store.Measure(pool);
        return new(new StoragePoolInfo
        {
            State = pool.State,
            Active = pool.IsActive,
            Persistent = pool.IsPersistent,
            Autostart = pool.Autostart,
            Type = pool.Current.Type,
            Path = pool.Current.TargetPath,
            Capacity = space.Capacity,
            Allocation = space.Allocation,
            Available = space.Available,
            Operation = pool.Operation,
            Revision = pool.Revision,
        });
    }

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(StoragePoolGetXmlRequest request, CallContext call)
    {
        var pool = store.Find(request.Self);
        return new(request.Inactive == true ? pool.Next.Xml : pool.Current.XmlWith(store.Measure(pool)));
    }

    /// <inheritdoc/>
    public override ValueTask<StoragePoolSpec> GetSpecAsync(StoragePoolGetSpecRequest request, CallContext call)
    {
        var pool = store.Find(request.Self);
        return new(StoragePoolSpecs.Read(request.Inactive == true ? pool.Next : pool.Current));
    }

    /// <inheritdoc/>
    public override ValueTask<bool> GetAutostartAsync(StoragePoolRef self, CallContext call) => new(store.Find(self).Autostart);

    /// <inheritdoc/>
    public override ValueTask SetAutostartAsync(StoragePoolSetAutostartRequest request, CallContext call) =>
        store.ChangeAsync(request.Self, pool => pool.SetAutostart(request.Autostart), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<string> FindSourcesAsync(StoragePoolFindSourcesRequest request, CallContext call) =>
        new(StoragePoolSourceFinder.Find(request.Type, request.Source));
}
