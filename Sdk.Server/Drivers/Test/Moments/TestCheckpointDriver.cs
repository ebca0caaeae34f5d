using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Moments;

/// <summary>The checkpoints of the domains of a simulated host.</summary>
internal sealed class TestCheckpointDriver(DomainStore store) : DomainCheckpointDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override async ValueTask<DomainCheckpointRef> CreateAsync(DomainCheckpointCreateRequest request, CallContext call)
    {
        // The document is read before the lock is taken, for the disks that the domain has by then.
        var document = MomentDocument.Read(
            MomentWords.Checkpoint, request.Xml, request.Name, request.Description, store.Find(request.Domain).Current);
        var now = store.Simulation.Time.GetUtcNow();
        var after = await store.ChangeAsync(
            request.Domain, (domain, _) => domain.TakeCheckpoint(document, now)).ConfigureAwait(false);
        return MomentRefusals.CheckpointOf(after!, after!.Checkpoints.Current!);
    }

    /// <inheritdoc/>
    public override ValueTask<Page<DomainCheckpointRef>> ListAsync(DomainCheckpointListRequest request, CallContext call) => new(store.ListMoments(
        request.Domain,
        domain => domain.Checkpoints.Moments.Values.Where(s => s.Matches(domain.Checkpoints, request.Roots, request.Leaves)),
        request.After,
        ObjectPage<DomainMoment>.LimitOf(request.Limit, HostApi.DomainCheckpoint.List),
        MomentRefusals.CheckpointOf));

    /// <inheritdoc/>
    public override ValueTask<Page<DomainCheckpointRef>> ListChildrenAsync(DomainCheckpointListChildrenRequest request, CallContext call) => new(store.ListMoments(
        request.Self.Domain!.Value,
        domain => domain.Checkpoints.Below(domain.CheckpointNamed(request.Self.Name!), request.Descendants == true),
        request.After,
        ObjectPage<DomainMoment>.LimitOf(request.Limit, HostApi.DomainCheckpoint.ListChildren),
        MomentRefusals.CheckpointOf));

    /// <inheritdoc/>
    public override ValueTask<DomainCheckpointRef> LookupByNameAsync(DomainCheckpointLookupByNameRequest request, CallContext call)
    {
        var domain = store.Find(request.Domain);
        return new(MomentRefusals.CheckpointOf(domain, domain.CheckpointNamed(request.Name).Name));
    }

    /// <inheritdoc/>
    public override ValueTask<DomainCheckpointRef> GetParentAsync(DomainCheckpointRef self, CallContext call)
    {
        var (domain, checkpoint) = Find(self);
        return new(MomentRefusals.CheckpointOf(domain, checkpoint.Parent ?? throw MomentRefusals.NoParentCheckpoint(domain, checkpoint.Name)));
    }

    /// <inheritdoc/>
    public override ValueTask<DomainCheckpointInfo> GetInfoAsync(DomainCheckpointRef self, CallContext call)
    {
        var (domain, checkpoint) = Find(self);
        return new(new DomainCheckpointInfo
        {
            Created = checkpoint.Created,
            Current = domain.Checkpoints.Current == checkpoint.Name,
            Parent = checkpoint.Parent,
            Children = domain.Checkpoints.ChildrenOf(checkpoint.Name).Count(),
            Descendants = domain.Checkpoints.DescendantsOf(checkpoint.Name).Count(),
            Disks = [.. checkpoint.Document.Disks.Select(disk => new CheckpointDisk { Name = disk, Bitmap = checkpoint.Name })],
            Description = checkpoint.Document.Description,
        });
    }

    /// <inheritdoc/>
    public override ValueTask<string> GetXmlAsync(DomainCheckpointGetXmlRequest request, CallContext call)
    {
        var (domain, checkpoint) = Find(request.Self);
        if (request.Secure == true && call.Session.Role < SessionRole.Operate)
            throw DomainRefusals.SecureDenied(domain, HostApi.DomainCheckpoint.GetXml);
        return new(checkpoint.Document.Dump(checkpoint, request.Secure == true, request.WithoutDomain == true));
    }

    /// <inheritdoc/>
    public override async ValueTask DeleteAsync(DomainCheckpointDeleteRequest request, CallContext call) => await store.ChangeAsync(
        request.Self.Domain!.Value,
        (domain, _) => domain.DeleteCheckpoints(request.Self.Name!, request.Which ?? MomentDeletion.Single)).ConfigureAwait(false);

    private (SimulatedDomain Domain, DomainMoment Checkpoint) Find(DomainCheckpointRef self)
    {
        var domain = store.Find(self.Domain!.Value);
        return (domain, domain.CheckpointNamed(self.Name!));
    }
}
