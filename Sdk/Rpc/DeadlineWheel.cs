namespace Virtwire.Sdk.Rpc;

/// <summary>
/// The deadlines of one connection on one timer, which is set only while there are any. An entry whose deadline no longer
/// matters is not taken out but found idle when its slot comes round: so that a call that is answered in time, as nearly all
/// are, costs the wheel next to nothing.
/// </summary>
internal sealed class DeadlineWheel : IDisposable
{
    /// <summary>How finely time is told: a deadline passes up to two of these too late, beside what the clock is behind, and never too early.</summary>
    public static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(10);

    private const int Slots = 512;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TickClock _clock;
    private DeadlineEntry?[] _slots = [];
    private ITimer? _timer;
    private long _wheel;
    private long _wake = long.MaxValue;
    private bool _disposed;

    /// <summary>A wheel without entries.</summary>
    public DeadlineWheel(TimeProvider time)
    {
        _time = time;
        _clock = new TickClock(time, Resolution);
    }

    /// <summary>Watches the entry from now on, for so long.</summary>
    public void Schedule(DeadlineEntry entry, TimeSpan time)
    {
        // One tick more, because the present one has begun already.
        var now = _clock.Now;
        var due = now + _clock.SlackTicks + 2 + (time.Ticks - 1) / Resolution.Ticks;

        // As a rule the entry lies in the wheel still, from an earlier use, and will be looked at in time: then this is all there is to
        // do. Whoever takes it out says so before he looks when it is due, and here it is the other way round: one of the two sees.
        entry.Due = due;
        Interlocked.MemoryBarrier();
        if (entry.Visit <= due)
            return;
        lock (_gate)
        {
            if (_disposed)
                return;

            // Nothing lies before the slot that the timer is set for.
            _wheel = Math.Max(_wheel, Math.Min(now, _wake) - 1);
            if (entry.Visit <= due)
                return;
            Unlink(entry);
            Link(entry, due);
            WakeAt(entry.Visit);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
            _slots = [];
        }
    }

    private void OnTimer()
    {
        var now = _clock.Now;
        List<DeadlineEntry>? expired;
        lock (_gate)
        {
            if (_disposed)
                return;
            expired = Turn(now);
            _wake = long.MaxValue;
            for (var tick = _wheel + 1; tick <= _wheel + Slots && _wake == long.MaxValue; tick++)
            {
                if (_slots[tick % Slots] is not null)
                    WakeAt(tick);
            }
        }

        foreach (var entry in expired ?? [])
            entry.Expire(now);
    }

    /// <summary>Looks into every slot between the last visit and now; returns whatever is over.</summary>
    private List<DeadlineEntry>? Turn(long now)
    {
        List<DeadlineEntry>? expired = null;
        var first = Math.Max(_wheel + 1, now - Slots + 1);
        _wheel = Math.Max(_wheel, now);
        for (var tick = first; tick <= now; tick++)
        {
            for (var entry = _slots[tick % Slots]; entry is not null;)
            {
                var next = entry.Next;
                Unlink(entry);
                Interlocked.MemoryBarrier();
                var due = entry.Due;
                if (due <= now)
                    (expired ??= []).Add(entry);
                else if (due != DeadlineEntry.None)
                    Link(entry, due);

                entry = next;
            }
        }

        return expired;
    }

    private long NextVisit(int slot)
    {
        var next = _wheel + 1;
        return next + (slot - (next % Slots) + Slots) % Slots;
    }

    private void Link(DeadlineEntry entry, long due)
    {
        if (_slots.Length == 0)
            _slots = new DeadlineEntry?[Slots];
        var slot = (int)(Math.Max(due, _wheel + 1) % Slots);
        entry.Slot = slot;
        entry.Visit = NextVisit(slot);
        entry.Next = _slots[slot];
        if (entry.Next is not null)
            entry.Next.Previous = entry;
        _slots[slot] = entry;
    }

    private void Unlink(DeadlineEntry entry)
    {
        if (entry.Slot < 0)
            return;
        if (entry.Previous is null)
            _slots[entry.Slot] = entry.Next;
        else
            entry.Previous.Next = entry.Next;
        if (entry.Next is not null)
            entry.Next.Previous = entry.Previous;
        entry.Slot = -1;
        entry.Visit = DeadlineEntry.None;
        entry.Next = entry.Previous = null;
    }

    private void WakeAt(long tick)
    {
        if (tick >= _wake)
            return;
        _wake = tick;
        _timer ??= ContextFreeTimer.Create(_time, static wheel => ((DeadlineWheel)wheel!).OnTimer(), this);
        _timer.Change(_clock.Until(tick), Timeout.InfiniteTimeSpan);
    }
}
