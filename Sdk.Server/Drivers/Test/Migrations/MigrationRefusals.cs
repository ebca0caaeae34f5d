namespace Virtwire.Sdk.Server.Drivers.Test.Migrations;

/// <summary>The errors of migrations, in the simulator's words.</summary>
internal static class MigrationRefusals
{
    public static HostException None(Guid id) => new NoDomainMigrationException(
        $"No guest is on its way here under the id {id}.", new NoDomainMigrationDetails { Migration = id });

    public static HostException Failed(DomainRef domain, string destination, string phase, Exception cause) => new DomainMigrationFailedException(
        $"Domain '{domain.Name}' could not go to {destination}. {cause.Message}",
        new DomainMigrationFailedDetails { Destination = destination, Phase = phase, Cause = (cause as HostException)?.ErrorName }).About(domain);
}
