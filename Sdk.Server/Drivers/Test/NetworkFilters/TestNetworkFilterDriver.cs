using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.NetworkFilters;

/// <summary>The network filters of a simulated host. Nothing here waits: a call is a look-up, a rule and a change in memory.</summary>
internal sealed class TestNetworkFilterDriver(NetworkFilterStore store) : NetworkFilterDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Page<NetworkFilterRef>> ListAsync(NetworkFilterListRequest request, CallContext call)
    {
        var page = store.List(
            static _ => true, request.After, ObjectPage<NetworkFilterDefinition>.LimitOf(request.Limit, HostApi.NetworkFilter.List));
        return new(page.Select(static filter => filter.Reference));
    }

    /// <inheritdoc/>
    public override ValueTask<NetworkFilterRef> LookupByNameAsync(NetworkFilterLookupByNameRequest request, CallContext call) =>
        new(store.Find(NetworkFilterRef.ByName(request.Name)).Reference);

    /// <inheritdoc/>
    public override ValueTask<NetworkFilterRef> LookupByUuidAsync(NetworkFilterLookupByUuidRequest request, CallContext call) =>
        new(store.Find(NetworkFilterRef.ByUuid(request.Uuid)).Reference);

    /// <inheritdoc/>
    public override ValueTask<NetworkFilterRef> DefineAsync(NetworkFilterDefineRequest request, CallContext call) =>
        store.DefineAsync(request.Xml, request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask UndefineAsync(NetworkFilterUndefineRequest request, CallContext call) =>
        store.UndefineAsync(request.Self, request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<NetworkFilterInfo> GetInfoAsync(NetworkFilterRef self, CallContext call) => new(store.Find(self).Describe());

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(NetworkFilterRef self, CallContext call) => new(store.Find(self).Xml);
}
