namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Counts ticks of a length for a <see cref="DeadlineWheel"/>. The system's time is read from its coarse clock, which costs a fraction of
/// the fine one and stands still for some milliseconds at a time.
/// </summary>
internal sealed class TickClock
{
    private const long CoarseFrequency = 1000;

    // What coarse clocks may be behind at most: 10 ms with the slowest kernel timers, 15.6 ms on Windows.
    private static readonly TimeSpan MostBehind = TimeSpan.FromMilliseconds(16);

    private readonly TimeProvider? _fine;
    private readonly long _start;
    private readonly long _frequency;
    private readonly long _perTick;

    /// <summary>A clock whose tick 0 is now.</summary>
    public TickClock(TimeProvider time, TimeSpan tick)
    {
        _fine = ReferenceEquals(time, TimeProvider.System) ? null : time;
        _frequency = _fine?.TimestampFrequency ?? CoarseFrequency;
        _perTick = Math.Max(1, _frequency * tick.Ticks / TimeSpan.TicksPerSecond);
        _start = Timestamp;
        SlackTicks = _fine is null ? (MostBehind.Ticks + tick.Ticks - 1) / tick.Ticks : 0;
    }

    /// <summary>How many ticks have passed.</summary>
    public long Now => (Timestamp - _start) / _perTick;

    /// <summary>How many ticks <see cref="Now"/> may be behind.</summary>
    public long SlackTicks { get; }

    private long Timestamp => _fine?.GetTimestamp() ?? Environment.TickCount64;

    /// <summary>How long it is until a tick begins; a whole number of milliseconds, at least one.</summary>
    public TimeSpan Until(long tick)
    {
        var left = (_start + (tick * _perTick) - Timestamp) * 1000.0 / _frequency;
        return TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(left)));
    }
}
