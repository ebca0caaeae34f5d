using Virtwire.Sdk.Server.Drivers.Test.Jobs;

namespace Virtwire.Sdk.Server.Drivers.Test.Migrations;

/// <summary>A guest on its way to this host. Changed under the host's lock.</summary>
/// <param name="id">The id of the migration.</param>
/// <param name="job">The job that holds the guest.</param>
internal sealed class IncomingMigration(Guid id, DomainJob job)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The id of the migration.</summary>
    public Guid Id => id;

    /// <summary>The job that holds the guest.</summary>
    public DomainJob Job => job;

    /// <summary>Its definition here once it has come; null for none.</summary>
    public string? PersistentXml { get; init; }

    /// <summary>Whether it stands still until somebody resumes it.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether it is decided that it stays.</summary>
    public bool IsDecided { get; set; }

    /// <summary>Completes when the decision cannot be lost any more.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Gives it up when nothing is heard of it.</summary>
    public ITimer? Lease { get; set; }

    /// <summary>Says that the decision cannot be lost any more.</summary>
    public void Settle() => _settled.TrySetResult();

    /// <summary>What is told of it.</summary>
    public DomainMigrationInfo Describe() => new()
    {
        State = Settled.IsCompleted ? DomainMigrationState.Finished : DomainMigrationState.Prepared,
        Domain = job.Domain,
    };
}
