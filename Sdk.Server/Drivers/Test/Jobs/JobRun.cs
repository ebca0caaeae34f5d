using Virtwire.Sdk.Server.Drivers.Test.Objects;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>The way of a job through its phases: what it tells, how long it takes, and where it can be made to fail.</summary>
/// <param name="simulation">The host.</param>
/// <param name="job">The job.</param>
/// <param name="report">Tells how far it is.</param>
/// <param name="token">Asks it to stop.</param>
internal sealed class JobRun(Simulation simulation, DomainJob job, Action<DomainJobProgress> report, CancellationToken token)
{
    /// <summary>The job.</summary>
    public DomainJob Job => job;

    /// <summary>Asks it to stop.</summary>
    public CancellationToken Token => token;

    /// <summary>Begins a phase: a point at which it can fail.</summary>
    /// <param name="phase">A word for it.</param>
    public async Task EnterAsync(string phase)
    {
        Tell(progress => progress with { Phase = phase });
        await ReachAsync(phase).ConfigureAwait(false);
    }

    /// <summary>Reaches a point at which it can fail, within a phase.</summary>
    public async Task ReachAsync(string phase) =>
        await simulation.Faults.ReachAsync($"{job.Method}:{phase}", job.Domain.Name ?? "", token).ConfigureAwait(false);

    /// <summary>Tells of data that is to be moved.</summary>
    public void Expect(long bytes) => Tell(progress => progress with { DataTotal = progress.DataTotal + bytes });

    /// <summary>Moves data, in steps.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="bandwidth">The most bytes in a second; null for as fast as it goes.</param>
    public async Task MoveAsync(long bytes, long? bandwidth = null)
    {
        var steps = simulation.Pace.Steps;
        for (var i = 1; i <= steps; i++)
        {
            var part = (bytes * i / steps) - (bytes * (i - 1) / steps);
            var pause = simulation.Pace.Of(part, bandwidth);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, simulation.Time, token).ConfigureAwait(false);
            token.ThrowIfCancellationRequested();
            Tell(progress => progress with { DataProcessed = progress.DataProcessed + part });
        }
    }

    /// <summary>Tells how far it is.</summary>
    public void Tell(Func<DomainJobProgress, DomainJobProgress> change) =>
        report(job.Update(info => info with { Progress = Reckon(change(info.Progress!)) }));

    private static DomainJobProgress Reckon(DomainJobProgress progress) => progress with
    {
        DataRemaining = progress.DataTotal - progress.DataProcessed,
        Percent = progress.DataTotal == 0 ? 0 : (int)(progress.DataProcessed * 100 / progress.DataTotal),
    };
}
