namespace Virtwire.Sdk.Server.Drivers.Test.Faults;

/// <summary>What shall go wrong in a simulated host. Work asks it at each of its points, by their names.</summary>
internal interface IFaultPlan
{
    /// <summary>Says that work has come to a point: goes on at once, later, never, or fails, as is planned for it.</summary>
    /// <param name="point">The point: the method, a colon and the phase that begins: <c>Domain.migrate:perform</c>.</param>
    /// <param name="subject">The name of the object that is worked on.</param>
    /// <param name="cancellationToken">Asks the work to stop; a fault that holds it up lets go then.</param>
    /// <exception cref="HostException">The plan says so.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled meanwhile.</exception>
    ValueTask ReachAsync(string point, string subject, CancellationToken cancellationToken);
}
