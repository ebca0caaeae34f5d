namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>How long simulated work takes: always the same number of steps, each of which is told.</summary>
/// <param name="Steps">The steps in which an amount of data is moved.</param>
/// <param name="Step">How long a step takes where no bandwidth says otherwise; zero for no time at all.</param>
internal sealed record JobPace(int Steps, TimeSpan Step)
{
    // A timer can wait no longer than some fifty days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>Ten steps, a third of a second together: long enough to be watched and short enough to be waited for.</summary>
    public JobPace()
        : this(10, TimeSpan.FromMilliseconds(30))
    {
    }

    /// <summary>How long it is until another host that does not answer is asked again.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a step takes.</summary>
    /// <param name="bytes">How much the step moves.</param>
    /// <param name="bandwidth">The most bytes in a second; null for as fast as it goes.</param>
    public TimeSpan Of(long bytes, long? bandwidth) =>
        bandwidth is > 0 and var most ? TimeSpan.FromSeconds(Math.Clamp((double)bytes / most, Step.TotalSeconds, Longest.TotalSeconds)) : Step;
}
