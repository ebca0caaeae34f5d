using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Networks;
using Virtwire.Sdk.Server.Drivers.Test.Objects;
using Virtwire.Sdk.Server.Drivers.Test.Specs;
using Virtwire.Sdk.Server.Drivers.Test.Tuning;

namespace Virtwire.Sdk.Server.Drivers.Test.Domains;

/// <summary>The domains of a simulated host. Nothing here waits: a call is a look-up, a rule and a change in memory.</summary>
internal sealed class TestDomainDriver(DomainStore store, LeaseTable leases, DomainWork? work = null)
    : DomainJobCalls(store, leases, work ?? new DomainWork(store, new HostFiles(store.Simulation)))
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Page<DomainRef>> ListAsync(DomainListRequest request, CallContext call)
    {
        var page = Store.List(
            domain => (request.State is not { } state || state == domain.State)
                && (request.Active is not { } active || active == domain.IsActive)
                && (request.Persistent is not { } persistent || persistent == domain.IsPersistent)
                && (request.Autostart is not { } autostart || autostart == domain.Autostart),
            request.After,
            ObjectPage<SimulatedDomain>.LimitOf(request.Limit, HostApi.Domain.List));
        return new(page.Select(static domain => domain.Reference));
    }

    /// <inheritdoc/>
    public override ValueTask<Page<DomainStats>> GetAllStatsAsync(DomainGetAllStatsRequest request, CallContext call)
    {
        var page = Store.List(
            domain => (request.State is not { } state || state == domain.State)
                && (request.Active is not { } active || active == domain.IsActive),
            request.After,
            ObjectPage<SimulatedDomain>.LimitOf(request.Limit, HostApi.Domain.GetAllStats));
        var now = Store.Now;
        return new(page.Select(domain => domain.Measure(now)));
    }

    /// <inheritdoc/>
    public override ValueTask<DomainRef> LookupByNameAsync(DomainLookupByNameRequest request, CallContext call) =>
        new(Store.Find(DomainRef.ByName(request.Name)).Reference);

    /// <inheritdoc/>
    public override ValueTask<DomainRef> LookupByIdAsync(DomainLookupByIdRequest request, CallContext call) =>
        new(Store.FindActive(request.Id).Reference);

    /// <inheritdoc/>
    public override ValueTask<DomainRef> LookupByUuidAsync(DomainLookupByUuidRequest request, CallContext call) =>
        new(Store.Find(DomainRef.ByUuid(request.Uuid)).Reference);

    /// <inheritdoc/>
    public override async ValueTask<DomainRef> DefineAsync(DomainDefineRequest request, CallContext call) =>
        (await Store.DefineAsync(Source(request.Xml, request.Spec), request.IfRevision).ConfigureAwait(false)).Reference;

    /// <inheritdoc/>
    public override async ValueTask<DomainRef> CreateXmlAsync(DomainCreateXmlRequest request, CallContext call) =>
        (await Store.CreateXmlAsync(Source(request.Xml, request.Spec), request.Paused == true).ConfigureAwait(false)).Reference;

    /// <inheritdoc/>
    public override ValueTask<DomainInfo> GetInfoAsync(DomainRef self, CallContext call) => new(Store.Find(self).Describe(Store.Now));

    /// <inheritdoc/>
    public override ValueTask<DomainStateInfo> GetStateAsync(DomainRef self, CallContext call)
    {
        var domain = Store.Find(self);
        return new(new DomainStateInfo { State = domain.State, Reason = domain.Reason });
    }

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(DomainGetXmlRequest request, CallContext call)
    {
        var domain = Store.Find(request.Self);
        if (request.Secure == true && call.Session.Role < SessionRole.Operate)
            throw DomainRefusals.SecureDenied(domain, HostApi.Domain.GetXml);
        var isLive = domain.IsActive && request.Inactive != true;
        var definition = isLive ? domain.Live! : domain.Next;
        var xml = isLive ? definition.XmlWithId(domain.Id) : definition.Xml;
        return new(definition.HasPasswords && request.Secure != true ? DomainXmlWriter.WithoutPasswords(xml) : xml);
    }

    /// <inheritdoc/>
    public override ValueTask<DomainSpec> GetSpecAsync(DomainGetSpecRequest request, CallContext call)
    {
        var domain = Store.Find(request.Self);
        return new(DomainSpecs.Read(request.Inactive == true ? domain.Next : domain.Current));
    }

    /// <inheritdoc/>
    public override ValueTask CreateAsync(DomainCreateRequest request, CallContext call) =>
        Store.CreateAsync(request);

    /// <inheritdoc/>
    public override ValueTask ShutdownAsync(DomainShutdownRequest request, CallContext call) =>
        Change(request.Self, (domain, now) => domain.Shutdown(request.Mode, now));

    /// <inheritdoc/>
    public override ValueTask RebootAsync(DomainRebootRequest request, CallContext call) =>
        Change(request.Self, (domain, now) => domain.Reboot(request.Mode, now));

    /// <inheritdoc/>
    public override ValueTask ResetAsync(DomainRef self, CallContext call) => Change(self, static (domain, _) => domain.Reset());

    /// <inheritdoc/>
    public override ValueTask DestroyAsync(DomainDestroyRequest request, CallContext call) =>
        Change(request.Self, static (domain, _) => domain.Destroy(), call: DomainCalls.Destroy);

    /// <inheritdoc/>
    public override ValueTask SuspendAsync(DomainRef self, CallContext call) =>
        Change(self, static (domain, now) => domain.Suspend(now), call: DomainCalls.Suspend);

    /// <inheritdoc/>
    public override ValueTask ResumeAsync(DomainRef self, CallContext call) => Change(self, static (domain, now) => domain.Resume(now));

    /// <inheritdoc/>
    public override ValueTask UndefineAsync(DomainUndefineRequest request, CallContext call) =>
        Change(
            request.Self,
            (domain, _) => domain.Undefine(withSnapshots: request.Snapshots == true, withManagedSave: request.ManagedSave == true),
            request.IfRevision);

    /// <inheritdoc/>
    public override async ValueTask<DomainRef> RenameAsync(DomainRenameRequest request, CallContext call) =>
        (await Store.RenameAsync(request.Self, request.Name, request.IfRevision).ConfigureAwait(false)).Reference;

    /// <inheritdoc/>
    public override ValueTask<bool> GetAutostartAsync(DomainRef self, CallContext call) => new(Store.Find(self).Autostart);

    /// <inheritdoc/>
    public override ValueTask SetAutostartAsync(DomainSetAutostartRequest request, CallContext call) =>
        Change(request.Self, (domain, _) => domain.SetAutostart(request.Autostart), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<long> GetMaxMemoryAsync(DomainRef self, CallContext call) => new(Store.Find(self).Current.MaxMemory);

    /// <inheritdoc/>
    public override ValueTask SetMaxMemoryAsync(DomainSetMaxMemoryRequest request, CallContext call) =>
        Change(request.Self, (domain, _) => domain.SetMaxMemory(request.MaxMemory, request.Affect), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask SetMemoryAsync(DomainSetMemoryRequest request, CallContext call) =>
        Change(request.Self, (domain, _) => domain.SetMemory(request.Memory, request.Affect), request.IfRevision);

    /// <inheritdoc/>
    public override ValueTask<DomainMemoryStats> GetMemoryStatsAsync(DomainRef self, CallContext call) =>
        new(Store.Find(self).MeasureMemory());

    /// <inheritdoc/>
    public override ValueTask<DomainVcpus> GetVcpusAsync(DomainGetVcpusRequest request, CallContext call)
    {
        var definition = Store.Find(request.Self).Read(request.Affect);
        return new(new DomainVcpus { Current = definition.Vcpus, Maximum = definition.MaxVcpus, Pins = definition.Pins() });
    }

    /// <inheritdoc/>
    public override ValueTask SetVcpusAsync(DomainSetVcpusRequest request, CallContext call) => Change(
        request.Self,
        (domain, now) => request.Maximum == true
            ? domain.SetMaxVcpus(request.Vcpus, request.Affect)
            : domain.SetVcpus(request.Vcpus, request.Affect, now),
        request.IfRevision);

    private DefinitionSource Source(string? xml, DomainSpec? spec) => new(xml, spec, Store.Simulation.Uuids);
}
