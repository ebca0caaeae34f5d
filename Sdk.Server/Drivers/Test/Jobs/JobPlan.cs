using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>A change of a domain by its job, under the host's lock.</summary>
/// <param name="domain">The domain before.</param>
/// <param name="now">The simulator's time.</param>
internal delegate DomainTransition JobStep(SimulatedDomain domain, long now);

/// <summary>What a job does, and what puts things back.</summary>
/// <param name="Run">Does the work, ends the job itself, and gives the task's result.</param>
internal sealed record JobPlan<TResult>(Func<JobRun, Task<TResult>> Run)
{
    /// <summary>Puts the domain back as it was, where the job fails or is cancelled. Not called where the guest has ended meanwhile.</summary>
    public JobStep? Undo { get; init; }

    /// <summary>Removes what was written, where the job fails or is cancelled.</summary>
    public Func<ValueTask>? Remove { get; init; }
}
