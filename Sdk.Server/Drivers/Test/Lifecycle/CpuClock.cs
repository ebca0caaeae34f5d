namespace Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

/// <summary>The processor time of an activation: it grows with the simulator's clock while the guest runs.</summary>
/// <param name="Used">The time used up to <paramref name="Since"/>, in nanoseconds.</param>
/// <param name="Since">The simulator's time when the guest last began to run; null while it stands still.</param>
internal readonly record struct CpuClock(ulong Used, long? Since)
{
    /// <summary>How long a tick of the simulator's clock is for a busy processor, in nanoseconds.</summary>
    private const ulong NanosecondsPerTick = 10_000_000;

    /// <summary>The time used so far, in nanoseconds.</summary>
    public ulong At(long now, int vcpus) =>
        Since is { } since ? Used + ((ulong)Math.Max(0, now - since) * (ulong)vcpus * NanosecondsPerTick) : Used;

    /// <summary>A clock that goes on.</summary>
    public CpuClock Run(long now) => this with { Since = Since ?? now };

    /// <summary>A clock that stands still.</summary>
    public CpuClock Halt(long now, int vcpus) => new(At(now, vcpus), null);

    /// <summary>A clock that goes on with another number of processors.</summary>
    public CpuClock Split(long now, int vcpus) => Since is null ? this : new(At(now, vcpus), now);
}
