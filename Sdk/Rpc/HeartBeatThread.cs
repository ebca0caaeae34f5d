using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// The one thread that beats for many connections, and finds out which of their peers are dead. A thread of its own, and by the system's
/// clock: where the thread pool has no thread to spare for long, peers that live must not be taken for dead, nor this side by them.
/// </summary>
internal sealed class HeartBeatThread
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly PriorityQueue<HeartBeat, long> _beats = new();
    private HeartBeat? _looking;
    private bool _runs;

    /// <summary>The one of all clients of this process.</summary>
    public static HeartBeatThread Shared { get; } = new();

    /// <summary>What time it is, in milliseconds since whenever.</summary>
    public static long Now => Environment.TickCount64;

    /// <summary>How many connections there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _beats.Count + (_looking is null ? 0 : 1);
        }
    }

    /// <summary>Beats for a connection from now on.</summary>
    public void Add(HeartBeat beat)
    {
        lock (_gate)
        {
            _beats.Enqueue(beat, beat.Due);
            if (!_runs)
            {
                // Without the context of whoever happens to be the first.
                _runs = true;
                new Thread(Run) { IsBackground = true, Name = "virtwire heart-beats" }.UnsafeStart();
            }

            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Beats for it no longer. A look that is under way is not waited for.</summary>
    public void Remove(HeartBeat beat)
    {
        lock (_gate)
        {
            if (_looking == beat)
                _looking = null;
            else
                _beats.Remove(beat, out _, out _);
        }
    }

    private void Run()
    {
        while (TryTake(out var beat))
        {
            var goesOn = TryLook(beat) && beat.Due != long.MaxValue;
            lock (_gate)
            {
                if (goesOn && _looking == beat)
                    _beats.Enqueue(beat, beat.Due);
                _looking = null;
            }
        }
    }

    /// <summary>Waits for the next that is due; false when there has been none for a while, and the thread ends.</summary>
    private bool TryTake([NotNullWhen(true)] out HeartBeat? beat)
    {
        lock (_gate)
        {
            while (true)
            {
                if (!_beats.TryPeek(out beat, out var due))
                {
                    if (!Monitor.Wait(_gate, IdleTime) && _beats.Count == 0)
                        return _runs = false;
                    continue;
                }

                var wait = due - Now;
                if (wait <= 0)
                {
                    _looking = _beats.Dequeue();
                    return true;
                }

                Monitor.Wait(_gate, (int)Math.Min(wait, int.MaxValue));
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "One connection that fails must not end the beats of all others.")]
    private static bool TryLook(HeartBeat beat)
    {
        try
        {
            beat.Look(Now);
            return true;
        }
        catch (Exception)
        {
            // A transport that cannot even be asked: its connection ends by itself.
            return false;
        }
    }
}
