using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Interfaces;

/// <summary>The interfaces of a simulated host. Nothing here waits: a call is a look-up, a rule and a change in memory.</summary>
internal sealed class TestInterfaceDriver(InterfaceStore store) : InterfaceDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Page<InterfaceRef>> ListAsync(InterfaceListRequest request, CallContext call)
    {
        var page = store.List(
            item => request.Active is not { } active || active == item.IsActive,
            request.After,
            ObjectPage<SimulatedInterface>.LimitOf(request.Limit, HostApi.Interface.List));
        return new(page.Select(static item => item.Reference));
    }

    /// <inheritdoc/>
    public override ValueTask<InterfaceRef> LookupByNameAsync(InterfaceLookupByNameRequest request, CallContext call) =>
        new(store.Find(InterfaceRef.ByName(request.Name)).Reference);

    /// <inheritdoc/>
    public override ValueTask<InterfaceRef> LookupByMacAsync(InterfaceLookupByMacRequest request, CallContext call) =>
        new(store.FindByMac(request.Mac).Reference);

    /// <inheritdoc/>
    public override ValueTask<InterfaceRef> DefineAsync(InterfaceDefineRequest request, CallContext call) =>
        store.DefineAsync(request.Xml, request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask UndefineAsync(InterfaceUndefineRequest request, CallContext call) =>
        store.ChangeAsync(request.Self, static item => item.Undefine(), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask CreateAsync(InterfaceRef self, CallContext call) => store.ChangeAsync(self, static item => item.Start());

    /// <inheritdoc/>
    public override ValueTask DestroyAsync(InterfaceRef self, CallContext call) => store.ChangeAsync(self, static item => item.Stop());

    /// <inheritdoc/>
    public override ValueTask<InterfaceInfo> GetInfoAsync(InterfaceRef self, CallContext call) => new(store.Find(self).Describe());

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(InterfaceRef self, CallContext call) => new(store.Find(self).Definition.Xml);

    /// <inheritdoc/>
    public override ValueTask BeginChangeAsync(CallContext call)
    {
        store.BeginChange();
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask CommitChangeAsync(CallContext call)
    {
        store.CommitChange();
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask RollbackChangeAsync(CallContext call) => store.RollbackChangeAsync();
}
