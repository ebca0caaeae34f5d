using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Networks.Specs;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>The networks of a simulated host. Nothing here waits: a call is a look-up, a rule and a change in memory.</summary>
internal sealed class TestNetworkDriver(NetworkStore store) : NetworkDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Page<NetworkRef>> ListAsync(NetworkListRequest request, CallContext call)
    {
        var page = store.List(
            network => (request.Active is not { } active || active == network.IsActive)
                && (request.Persistent is not { } persistent || persistent == network.IsPersistent)
                && (request.Autostart is not { } autostart || autostart == network.Autostart),
            request.After,
            ObjectPage<SimulatedNetwork>.LimitOf(request.Limit, HostApi.Network.List));
        return new(page.Select(static network => network.Reference));
    }

    /// <inheritdoc/>
    public override ValueTask<NetworkRef> LookupByNameAsync(NetworkLookupByNameRequest request, CallContext call) =>
        new(store.Find(NetworkRef.ByName(request.Name)).Reference);

    /// <inheritdoc/>
    public override ValueTask<NetworkRef> LookupByUuidAsync(NetworkLookupByUuidRequest request, CallContext call) =>
        new(store.Find(NetworkRef.ByUuid(request.Uuid)).Reference);

    /// <inheritdoc/>
    public override ValueTask<NetworkRef> DefineAsync(NetworkDefineRequest request, CallContext call) =>
        store.DefineAsync(request.Xml, request.Spec, request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<NetworkRef> CreateXmlAsync(NetworkCreateXmlRequest request, CallContext call) =>
        store.CreateXmlAsync(request.Xml, request.Spec);

    /// <inheritdoc/>
    public override ValueTask CreateAsync(NetworkRef self, CallContext call) =>
        store.ChangeAsync(self, static network => network.Start(network.Next));

    /// <inheritdoc/>
    public override ValueTask DestroyAsync(NetworkRef self, CallContext call) => store.ChangeAsync(self, static network => network.Destroy());

    /// <inheritdoc/>
    public override ValueTask UndefineAsync(NetworkUndefineRequest request, CallContext call) =>
        store.ChangeAsync(request.Self, static network => network.Undefine(), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<NetworkInfo> GetInfoAsync(NetworkRef self, CallContext call) => new(store.Find(self).Describe());

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(NetworkGetXmlRequest request, CallContext call)
    {
        var network = store.Find(request.Self);
        return new((request.Inactive == true ? network.Next : network.Current).Xml);
    }

    /// <inheritdoc/>
    public override ValueTask<NetworkSpec> GetSpecAsync(NetworkGetSpecRequest request, CallContext call)
    {
        var network = store.Find(request.Self);
        return new(NetworkSpecReader.Read(request.Inactive == true ? network.Next : network.Current));
    }

    /// <inheritdoc/>
    public override ValueTask UpdateAsync(NetworkUpdateRequest request, CallContext call)
    {
        var update = NetworkUpdate.Read(request);
        return store.ChangeAsync(request.Self, network => network.Update(update, request.Affect), request.IfRevision);
    }

    /// <inheritdoc/>
    public override ValueTask<string> GetBridgeNameAsync(NetworkRef self, CallContext call)
    {
        var network = store.Find(self);
        return new(network.Current.Bridge ?? throw NetworkRefusals.NoBridge(network));
    }

    /// <inheritdoc/>
    public override ValueTask<Page<DhcpLease>> GetDhcpLeasesAsync(NetworkGetDhcpLeasesRequest request, CallContext call)
    {
        var page = store.ListLeases(
            request.Self, request.Mac, request.After, ObjectPage<Lease>.LimitOf(request.Limit, HostApi.Network.GetDhcpLeases));
        var now = store.Time;
        return new(page.Select(lease => lease.Describe(now)));
    }

    /// <inheritdoc/>
    public override ValueTask<bool> GetAutostartAsync(NetworkRef self, CallContext call) => new(store.Find(self).Autostart);

    /// <inheritdoc/>
    public override ValueTask SetAutostartAsync(NetworkSetAutostartRequest request, CallContext call) =>
        store.ChangeAsync(request.Self, network => network.SetAutostart(request.Autostart), request.IfRevision);
}
