namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Counts who wants sending held back, and says when holding back has lasted long enough: the others must not wait for one
/// slow handler. Belongs to one <see cref="CoalescingWriter"/>, and is used under its lock.
/// </summary>
/// <param name="time">What time it is.</param>
/// <param name="overdue">Called, in the thread pool, when bytes may have been held back for far too long.</param>
internal sealed class Cork(TimeProvider time, Action overdue) : IDisposable
{
    private const int MostBytes = 64 * 1024;

    // The clock is asked now and then only: it costs a tenth of a small message.
    private const int AppendsPerLook = 16;

    // The first piece of a batch is held back for 50 µs, each further one that many times as long as the one before, up to 800 µs.
    private const int Growth = 4;

    // Whoever holds back may block in code that waits for what is held back. A timer cannot keep the short bound, but it can
    // keep that from lasting for ever; it is set once a period at most, however many batches there are.
    private static readonly TimeSpan Overdue = TimeSpan.FromMilliseconds(1);

    private readonly long _first = time.TimestampFrequency / 20_000;
    private readonly long _most = time.TimestampFrequency / 1_250;
    private ITimer? _timer;
    private bool _timerIsSet;
    private int _count;
    private int _strict;
    private int _appends;
    private long _since;
    private long _bound;

    /// <summary>One more holds back.</summary>
    /// <param name="strict">Whether it holds a lock that others wait for: then nothing is sent by who appends, however long that lasts.</param>
    public void Add(bool strict)
    {
        if (strict)
            _strict++;
        if (_count++ > 0)
            return;
        _appends = 0;
        _since = time.GetTimestamp();
        _bound = _first;
    }

    /// <summary>One less holds back.</summary>
    public void Remove(bool strict)
    {
        if (strict)
            _strict--;
        _count--;
        // While others still hold back the next question looks at the clock, or overlapping batches would hold back for ever.
        _appends = AppendsPerLook;
        _bound = _first;
    }

    /// <summary>Whether to hold back still, with so many bytes waiting.</summary>
    public bool Holds(int waitingBytes)
    {
        if (_strict > 0)
        {
            // The timer's thread holds no lock, and sends what has waited for too long.
            SetTimer();
            return true;
        }

        if (_count == 0 || waitingBytes >= MostBytes)
            return false;
        if (++_appends >= AppendsPerLook)
        {
            _appends = 0;
            var now = time.GetTimestamp();
            if (now - _since >= _bound)
            {
                // Whoever waits first is served soon. A batch that goes on is a large one, and of those that are many few wait for
                // each other: every piece that is sent wakes the peer, which costs more than some calls do.
                _since = now;
                _bound = Math.Min(_bound * Growth, _most);
                return false;
            }
        }

        SetTimer();
        return true;
    }

    /// <summary>The timer went off, and may be set again.</summary>
    public void TimerWentOff() => _timerIsSet = false;

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void SetTimer()
    {
        if (_timerIsSet)
            return;
        _timerIsSet = true;
        _timer ??= ContextFreeTimer.Create(time, static overdue => ((Action)overdue!)(), overdue);
        _timer.Change(Overdue, Timeout.InfiniteTimeSpan);
    }
}
