using System.Xml;
using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Devices;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Metadata;
using Virtwire.Sdk.Server.Drivers.Test.Tuning;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>The calls about what domains are made of: processors, devices, metadata.</summary>
internal abstract class DomainDeviceCalls(DomainStore store) : DomainDriver
{
    /// <summary>The domains.</summary>
    protected DomainStore Store => store;

    /// <inheritdoc/>
    public override ValueTask PinVcpuAsync(DomainPinVcpuRequest request, CallContext call) =>
        Change(request.Self, (domain, _) => domain.PinVcpu(request.Vcpu, request.Cpus, request.Affect), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<DomainSchedulerParameters> GetSchedulerParametersAsync(DomainGetSchedulerParametersRequest request, CallContext call) =>
        new(store.Find(request.Self).ReadScheduler(request.Affect));

    /// <inheritdoc/>
    public override ValueTask SetSchedulerParametersAsync(DomainSetSchedulerParametersRequest request, CallContext call) =>
        Change(request.Self, (domain, _) => domain.SetScheduler(request.Parameters, request.Affect), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<DomainCpuStats> GetCpuStatsAsync(DomainRef self, CallContext call) => new(store.Find(self).MeasureCpus(store.Now));

    /// <inheritdoc/>
    public override ValueTask<DomainDevice> AttachDeviceAsync(DomainAttachDeviceRequest request, CallContext call)
    {
        var document = DeviceDocument.Read(request.Xml, whole: true);
        GiveMac(document.Element);
        return store.ChangeAsync(request.Self, (domain, now) => domain.Attach(document, request.Affect, now), request.IfRevision);
    }

    /// <inheritdoc/>
    public override ValueTask DetachDeviceAsync(DomainDetachDeviceRequest request, CallContext call)
    {
        var document = DeviceDocument.Read(request.Xml, whole: false);
        return Change(request.Self, (domain, _) => domain.Detach(document, request.Affect), request.IfRevision);
    }

    /// <inheritdoc/>
    public override ValueTask UpdateDeviceAsync(DomainUpdateDeviceRequest request, CallContext call)
    {
        var document = DeviceDocument.Read(request.Xml, whole: true);
        return Change(request.Self, (domain, _) => domain.Replace(document, request.Affect), request.IfRevision);
    }

    /// <inheritdoc/>
    public override ValueTask<DomainBlockInfo> GetBlockInfoAsync(DomainGetBlockInfoRequest request, CallContext call) =>
        new(store.Find(request.Self).MeasureImage(request.Disk));

    /// <inheritdoc/>
    public override ValueTask ResizeBlockAsync(DomainResizeBlockRequest request, CallContext call) =>
        Change(request.Self, (domain, _) => domain.ResizeImage(request.Disk, request.Capacity));

    /// <inheritdoc/>
    public override ValueTask<DomainBlockStats> GetBlockStatsAsync(DomainGetBlockStatsRequest request, CallContext call) =>
        new(store.Find(request.Self).MeasureBlock(request.Disk, store.Now));

    /// <inheritdoc/>
    public override ValueTask<DomainInterfaceStats> GetInterfaceStatsAsync(DomainGetInterfaceStatsRequest request, CallContext call) =>
        new(store.Find(request.Self).MeasureInterface(request.Device, store.Now));

    /// <inheritdoc/>
    public override ValueTask SetMetadataAsync(DomainSetMetadataRequest request, CallContext call) =>
        Change(request.Self, (domain, _) => domain.SetMetadata(request), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<string> GetMetadataAsync(DomainGetMetadataRequest request, CallContext call) =>
        new(store.Find(request.Self).ReadMetadata(request.Type, request.Uri, request.Affect));

    /// <summary>Changes a domain under the store's lock.</summary>
    protected async ValueTask Change(
        DomainRef self, Func<SimulatedDomain, long, DomainTransition> change, string? ifRevision = null, DomainCalls call = DomainCalls.Modify) =>
        await store.ChangeAsync(self, change, ifRevision, call).ConfigureAwait(false);

    // The same in both definitions, and known before anything is changed.
    private void GiveMac(XmlElement device)
    {
        if (device.LocalName != "interface" || device.Mac() is not null)
            return;
        var mac = device.OwnerDocument.CreateElement("mac");
        mac.SetAttribute("address", store.Simulation.Uuids.NextMac());
        device.PrependChild(mac);
    }
}
