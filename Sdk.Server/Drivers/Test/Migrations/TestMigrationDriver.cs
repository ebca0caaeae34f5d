using Virtwire.Sdk.Drivers;

namespace Virtwire.Sdk.Server.Drivers.Test.Migrations;

/// <summary>The side of a migration that another host's server calls.</summary>
internal sealed class TestMigrationDriver(IncomingMigrations incoming) : DomainMigrationDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<DomainMigrationRef> PrepareAsync(DomainMigrationPrepareRequest request, CallContext call) =>
        incoming.PrepareAsync(request, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask TransferAsync(DomainMigrationTransferRequest request, CallContext call) =>
        incoming.TransferAsync(request, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask<DomainMigrationInfo> FinishAsync(DomainMigrationFinishRequest request, CallContext call) =>
        incoming.FinishAsync(request, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask<DomainMigrationInfo> CancelAsync(DomainMigrationRef self, CallContext call) =>
        incoming.CancelAsync(self.Id!.Value, call.CancellationToken);

    /// <inheritdoc/>
    public override ValueTask<DomainMigrationInfo> GetStateAsync(DomainMigrationRef self, CallContext call) => new(incoming.Describe(self.Id!.Value));

    /// <inheritdoc/>
    public override ValueTask DismissAsync(DomainMigrationRef self, CallContext call) => incoming.DismissAsync(self.Id!.Value);
}
