using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>The snapshots of the domains of a simulated host.</summary>
internal sealed class TestSnapshotDriver(DomainStore store) : DomainSnapshotDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override async ValueTask<DomainSnapshotRef> CreateAsync(DomainSnapshotCreateRequest request, CallContext call)
    {
        // The document is read before the lock is taken, for the disks that the domain has by then.
        var document = MomentDocument.Read(
            MomentWords.Snapshot, request.Xml, request.Name, request.Description, store.Find(request.Domain).Current);
        var now = store.Simulation.Time.GetUtcNow();
        var after = await store.ChangeAsync(
            request.Domain, (domain, _) => domain.TakeSnapshot(document, now, request.Halt == true), call: DomainCalls.Work).ConfigureAwait(false);
        return MomentRefusals.SnapshotOf(after!, after!.Snapshots.Current!);
    }

    /// <inheritdoc/>
    public override ValueTask<Page<DomainSnapshotRef>> ListAsync(DomainSnapshotListRequest request, CallContext call) => new(store.ListMoments(
        request.Domain,
        domain => domain.Snapshots.Moments.Values
            .Where(s => (request.Active is not { } active || active == (s.Live is not null)) && s.Matches(domain.Snapshots, request.Roots, request.Leaves)),
        request.After,
        ObjectPage<DomainMoment>.LimitOf(request.Limit, HostApi.DomainSnapshot.List),
        MomentRefusals.SnapshotOf));

    /// <inheritdoc/>
    public override ValueTask<Page<DomainSnapshotRef>> ListChildrenAsync(DomainSnapshotListChildrenRequest request, CallContext call) => new(store.ListMoments(
        request.Self.Domain!.Value,
        domain => domain.Snapshots.Below(domain.SnapshotNamed(request.Self.Name!), request.Descendants == true),
        request.After,
        ObjectPage<DomainMoment>.LimitOf(request.Limit, HostApi.DomainSnapshot.ListChildren),
        MomentRefusals.SnapshotOf));

    /// <inheritdoc/>
    public override ValueTask<DomainSnapshotRef> LookupByNameAsync(DomainSnapshotLookupByNameRequest request, CallContext call)
    {
        var domain = store.Find(request.Domain);
        return new(MomentRefusals.SnapshotOf(domain, domain.SnapshotNamed(request.Name).Name));
    }

    /// <inheritdoc/>
    public override ValueTask<DomainSnapshotRef> GetCurrentAsync(DomainSnapshotGetCurrentRequest request, CallContext call)
    {
        var domain = store.Find(request.Domain);
        return new(MomentRefusals.SnapshotOf(domain, domain.Snapshots.Current ?? throw MomentRefusals.NoCurrentSnapshot(domain)));
    }

    /// <inheritdoc/>
    public override ValueTask<DomainSnapshotRef> GetParentAsync(DomainSnapshotRef self, CallContext call)
    {
        var (domain, snapshot) = Find(self);
        return new(MomentRefusals.SnapshotOf(domain, snapshot.Parent ?? throw MomentRefusals.NoParentSnapshot(domain, snapshot.Name)));
    }

    /// <inheritdoc/>
    public override ValueTask<DomainSnapshotInfo> GetInfoAsync(DomainSnapshotRef self, CallContext call)
    {
        var (domain, snapshot) = Find(self);
        return new(new DomainSnapshotInfo
        {
            State = snapshot.State,
            Created = snapshot.Created,
            Current = domain.Snapshots.Current == snapshot.Name,
            Memory = snapshot.Live is not null,
            Location = SnapshotLocation.Internal,
            Parent = snapshot.Parent,
            Children = domain.Snapshots.ChildrenOf(snapshot.Name).Count(),
            Descendants = domain.Snapshots.DescendantsOf(snapshot.Name).Count(),
            Description = snapshot.Document.Description,
        });
    }

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(DomainSnapshotGetXmlRequest request, CallContext call)
    {
        var (domain, snapshot) = Find(request.Self);
        if (request.Secure == true && call.Session.Role < SessionRole.Operate)
            throw DomainRefusals.SecureDenied(domain, HostApi.DomainSnapshot.GetXml);
        return new(snapshot.Document.Dump(snapshot, request.Secure == true, withoutDomain: false));
    }

    /// <inheritdoc/>
    public override ValueTask RevertAsync(DomainSnapshotRevertRequest request, CallContext call) =>
        store.RevertAsync(request.Self.Domain!.Value, request.Self.Name!, request.State);

    /// <inheritdoc/>
    public override async ValueTask DeleteAsync(DomainSnapshotDeleteRequest request, CallContext call) => await store.ChangeAsync(
        request.Self.Domain!.Value,
        (domain, _) => domain.DeleteSnapshots(request.Self.Name!, request.Which ?? MomentDeletion.Single),
        call: DomainCalls.Work).ConfigureAwait(false);

    private (SimulatedDomain Domain, DomainMoment Snapshot) Find(DomainSnapshotRef self)
    {
        var domain = store.Find(self.Domain!.Value);
        return (domain, domain.SnapshotNamed(self.Name!));
    }
}
