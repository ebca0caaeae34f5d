using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.NodeDevices;

/// <summary>The node devices of a simulated host.</summary>
internal sealed class TestNodeDeviceDriver(NodeDeviceStore store) : NodeDeviceDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Page<NodeDeviceRef>> ListAsync(NodeDeviceListRequest request, CallContext call)
    {
        var page = store.List(
            device => (request.Capability is not { } capability || device.Current.Has(capability))
                && (request.Active is not { } active || active == device.IsActive),
            request.After,
            ObjectPage<SimulatedDevice>.LimitOf(request.Limit, HostApi.NodeDevice.List));
        return new(page.Select(static device => device.Reference));
    }

    /// <inheritdoc/>
    public override ValueTask<NodeDeviceRef> LookupByNameAsync(NodeDeviceLookupByNameRequest request, CallContext call) =>
        new(store.Find(NodeDeviceRef.ByName(request.Name)).Reference);

    /// <inheritdoc/>
    public override ValueTask<NodeDeviceRef> LookupByWwnAsync(NodeDeviceLookupByWwnRequest request, CallContext call) =>
        new(store.FindByWwn(new(request.Wwnn.ToLowerInvariant(), request.Wwpn.ToLowerInvariant())).Reference);

    /// <inheritdoc/>
    public override async ValueTask<NodeDeviceRef> CreateAsync(NodeDeviceCreateRequest request, CallContext call)
    {
        if (request is { Xml: { } xml, Device: null })
            return (await store.CreateAsync(xml).ConfigureAwait(false)).Reference;
        if (request is not { Xml: null, Device: { } device })
            throw DeviceRefusals.OneOfTwo();
        await store.StartAsync(device).ConfigureAwait(false);
        return device;
    }

    /// <inheritdoc/>
    public override ValueTask DestroyAsync(NodeDeviceRef self, CallContext call) => store.DestroyAsync(self);

    /// <inheritdoc/>
    public override async ValueTask<NodeDeviceRef> DefineAsync(NodeDeviceDefineRequest request, CallContext call) =>
        (await store.DefineAsync(request.Xml, request.IfRevision).ConfigureAwait(false)).Reference;

    /// <inheritdoc/>
    public override ValueTask UndefineAsync(NodeDeviceUndefineRequest request, CallContext call) =>
        store.ChangeAsync(request.Self, static device => device.Undefine(), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<NodeDeviceInfo> GetInfoAsync(NodeDeviceRef self, CallContext call) => new(store.Find(self).Describe());

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(NodeDeviceGetXmlRequest request, CallContext call) =>
        new(store.XmlOf(request.Self, request.Inactive == true));

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<NodeDeviceCapability>> ListCapabilitiesAsync(NodeDeviceRef self, CallContext call) =>
        new(store.Find(self).Current.Capabilities);

    /// <inheritdoc/>
    public override ValueTask DetachAsync(NodeDeviceDetachRequest request, CallContext call) => store.TouchAsync(
        request.Self,
        "detached",
        device => request.Driver is null or "vfio" ? device.SetDetached(true) : throw DeviceRefusals.DriverUnsupported(device, request.Driver));

    /// <inheritdoc/>
    public override ValueTask ReattachAsync(NodeDeviceRef self, CallContext call) =>
        store.TouchAsync(self, "given back", static device => device.SetDetached(false));

    /// <inheritdoc/>
    public override ValueTask ResetAsync(NodeDeviceRef self, CallContext call) =>
        store.TouchAsync(self, "reset", static device => Transition<SimulatedDevice>.To(device));

    /// <inheritdoc/>
    public override ValueTask<bool> GetAutostartAsync(NodeDeviceRef self, CallContext call) => new(store.Find(self).Autostart);

    /// <inheritdoc/>
    public override ValueTask SetAutostartAsync(NodeDeviceSetAutostartRequest request, CallContext call) =>
        store.ChangeAsync(request.Self, device => device.SetAutostart(request.Autostart), request.IfRevision);
}
