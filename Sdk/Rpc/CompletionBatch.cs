namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Calls that were answered together. A thread takes one after the other; before it runs the first caller's code it asks the
/// pool for a second thread, which takes part if it comes while there is work, and asks for a third: a caller that blocks, even
/// on another call of the same batch, holds up nobody else.
/// </summary>
internal sealed class CompletionBatch(CompletionQueue queue, CoalescingWriter writer) : IThreadPoolWorkItem
{
    private PendingCall?[] _calls = new PendingCall?[16];
    private int _count;
    private int _taken;
    private int _workers;

    /// <summary>The next spare batch; the queue's own.</summary>
    public CompletionBatch? Next { get; set; }

    /// <summary>Adds a call, before the start.</summary>
    public void Add(PendingCall call)
    {
        if (_count == _calls.Length)
            Array.Resize(ref _calls, 2 * _count);
        _calls[_count++] = call;
    }

    /// <summary>Lets the callers go on in the thread pool.</summary>
    public void Start()
    {
        _workers = 1;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    public void Execute()
    {
        if (_count == 1)
            Take(0).Fire();
        else
            FireMany();

        if (Interlocked.Decrement(ref _workers) > 0)
            return;
        _count = _taken = 0;
        queue.Return(this);
    }

    private void FireMany()
    {
        // What the callers send next leaves together.
        writer.Cork();
        var asked = false;
        for (var index = NextIndex(); index < _count; index = NextIndex())
        {
            if (!asked && index + 1 < _count)
                AskForHelp();
            asked = true;
            Take(index).Fire();
        }

        writer.Uncork();
    }

    private int NextIndex() => Interlocked.Increment(ref _taken) - 1;

    private void AskForHelp()
    {
        Interlocked.Increment(ref _workers);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private PendingCall Take(int index)
    {
        var call = _calls[index]!;
        _calls[index] = null;
        return call;
    }
}
