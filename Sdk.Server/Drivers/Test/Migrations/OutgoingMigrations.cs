using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Domains;
using Virtwire.Sdk.Server.Drivers.Test.Jobs;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;
using Virtwire.Sdk.Server.Drivers.Test.Moments;

namespace Virtwire.Sdk.Server.Drivers.Test.Migrations;

/// <summary>Begins migrations of guests of this host: what can be refused here is refused by the call.</summary>
internal sealed class OutgoingMigrations(DomainStore store, DomainJobs jobs, MigrationRecovery recovery, ConnectMigration connect)
{
    /// <summary>Moves a guest to another host.</summary>
    public TaskWork<DomainJobProgress, DomainMigrated> Migrate(DomainMigrateRequest request)
    {
        if (!ConnectionUri.TryParse(request.Destination, out _))
            throw JobRefusals.InvalidArgument("destination", $"'{request.Destination}' is no connection URI.");
        if (request.Name is { } name && DomainName.FaultOf(name) is { } fault)
            throw JobRefusals.InvalidArgument("name", fault);
        var edited = request.Xml is { } xml ? DomainDefinitionReader.Read(xml, store.Simulation.Uuids.Next) : null;
        var job = jobs.New(HostApi.Domain.Migrate, DomainJobOperation.MigrationOut, DomainCalls.Destroy | DomainCalls.Suspend);
        var before = store.BeginJob(request.Self, job, (domain, _) =>
        {
            domain.RequireActive();
            domain.RequireDisksFree();
            edited?.RequireIdentity(domain.Name, domain.Uuid, "xml");
            if (domain.Snapshots.Count > 0)
                throw MomentRefusals.HasSnapshots(domain, "they cannot go to another host with it");
            return DomainTransition.To(domain);
        });
        var live = Named(edited ?? before.Live!, request.Name);
        var persistent = request.PersistDestination == true ? Named(before.Next, request.Name) : null;
        var intent = new MigrationIntent(Guid.NewGuid(), request.Destination, before.Reference, request.UndefineSource == true, IsAsked: false);
        var route = new MigrationRoute(store, recovery, connect, request, intent, live, persistent);
        return jobs.Task(job, new JobPlan<DomainMigrated>(route.GoAsync)
        {
            Undo = static (domain, now) => domain.GoOn(DomainStateReason.Migration, DomainStateReason.MigrationCanceled, now),
            Remove = route.TurnBackAsync,
        });
    }

    private static DomainDefinition Named(DomainDefinition definition, string? name) => name is null ? definition : definition.WithName(name);
}
