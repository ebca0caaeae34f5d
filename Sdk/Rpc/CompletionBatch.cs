namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Calls that were answered together. A thread takes one after the other; when a caller holds it up, the queue sends another thread,
/// which takes those that are left.
/// </summary>
internal sealed class CompletionBatch(CompletionQueue queue, CoalescingWriter writer) : IThreadPoolWorkItem
{
    private PendingCall?[] _calls = new PendingCall?[16];
    private int _count;
    private int _taken;
    private int _takenAtLastLook;
    private bool _watched;

    /// <summary>The next batch in a list of the queue's; the queue's own.</summary>
    public CompletionBatch? Next { get; set; }

    /// <summary>How many threads are at it; the queue's own.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>Adds a call, before it is run.</summary>
    public void Add(PendingCall call)
    {
        if (_count == _calls.Length)
            Array.Resize(ref _calls, 2 * _count);
        _calls[_count++] = call;
    }

    /// <summary>Lets the callers go on, on this thread.</summary>
    public void Execute()
    {
        if (_count == 1)
        {
            // Nobody else waits for this caller, so nobody has to look.
            Take(0).Fire();
            queue.LeaveUnwatched(this);
            return;
        }

        if (!_watched)
        {
            _watched = true;
            queue.Watch(this);
        }

        // What the callers send next leaves together.
        writer.Cork();
        for (var index = NextIndex(); index < _count; index = NextIndex())
            Take(index).Fire();
        writer.Uncork();
        queue.Leave(this);
    }

    /// <summary>Whether nobody has taken the last of the calls yet; the queue's own.</summary>
    internal bool HasCallsLeft => Volatile.Read(ref _taken) < _count;

    /// <summary>Whether no call was taken since it was asked last; the queue's own.</summary>
    internal bool Stands()
    {
        var taken = Volatile.Read(ref _taken);
        var stands = taken == _takenAtLastLook;
        _takenAtLastLook = taken;
        return stands;
    }

    /// <summary>Becomes empty again; the queue's own.</summary>
    internal void Reset()
    {
        _count = _taken = _takenAtLastLook = 0;
        _watched = false;
        Threads = 1;
    }

    private int NextIndex() => Interlocked.Increment(ref _taken) - 1;

    private PendingCall Take(int index)
    {
        var call = _calls[index]!;
        _calls[index] = null;
        return call;
    }
}
