using System.Diagnostics.CodeAnalysis;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Gathers the calls that one received batch has answered, so that their callers go on together: user code never holds up the
/// reader, and a call does not pay for a work item of its own.
/// </summary>
/// <remarks>
/// One thread takes the callers of a batch one after the other. A caller that blocks - on another call of the same batch, say - must
/// not hold up the others: while batches run a timer looks at them, and one that has not moved between two looks gets another thread.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The timer is set only while callers run, who may need it after the connection has ended.")]
internal sealed class CompletionQueue
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly CoalescingWriter _writer;
    private CompletionBatch? _gathering;
    private CompletionBatch? _spare;
    private CompletionBatch? _running;
    private ITimer? _timer;
    private bool _timerIsSet;

    /// <summary>A queue for the calls of one connection.</summary>
    /// <param name="writer">What is corked while the callers of a batch go on.</param>
    public CompletionQueue(CoalescingWriter writer) => _writer = writer;

    /// <summary>Adds a call whose outcome is kept in it. On the reader's thread.</summary>
    public void Add(PendingCall call) => (_gathering ??= Rent()).Add(call);

    /// <summary>The calls that were added, to be run where user code may run; null when there are none. On the reader's thread.</summary>
    public CompletionBatch? Take()
    {
        var batch = _gathering;
        _gathering = null;
        return batch;
    }

    /// <summary>A batch begins to run: if it stops moving it is to get another thread.</summary>
    internal void Watch(CompletionBatch batch)
    {
        lock (_gate)
        {
            batch.Next = _running;
            _running = batch;
            if (_timerIsSet)
                return;
            _timerIsSet = true;
            _timer ??= ContextFreeTimer.Create(TimeProvider.System, static queue => ((CompletionQueue)queue!).Look(), this);
            _timer.Change(LookEvery, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A thread is done with a watched batch; the last one gives it back.</summary>
    internal void Leave(CompletionBatch batch)
    {
        lock (_gate)
        {
            if (--batch.Threads > 0)
                return;
            Unlink(batch);
            Return(batch);
        }
    }

    /// <summary>Gives back a batch that was not watched.</summary>
    internal void LeaveUnwatched(CompletionBatch batch)
    {
        lock (_gate)
            Return(batch);
    }

    private void Look()
    {
        lock (_gate)
        {
            // A batch of which all calls are taken needs nobody, however long its last caller goes on.
            _timerIsSet = false;
            for (var batch = _running; batch is not null; batch = batch.Next)
            {
                if (!batch.HasCallsLeft)
                    continue;
                _timerIsSet = true;
                if (!batch.Stands())
                    continue;
                batch.Threads++;
                ThreadPool.UnsafeQueueUserWorkItem(batch, preferLocal: false);
            }

            if (_timerIsSet)
                _timer!.Change(LookEvery, Timeout.InfiniteTimeSpan);
        }
    }

    private CompletionBatch Rent()
    {
        lock (_gate)
        {
            var batch = _spare ?? new CompletionBatch(this, _writer);
            _spare = batch.Next;
            batch.Next = null;
            return batch;
        }
    }

    private void Return(CompletionBatch batch)
    {
        batch.Reset();
        batch.Next = _spare;
        _spare = batch;
    }

    private void Unlink(CompletionBatch batch)
    {
        if (_running == batch)
        {
            _running = batch.Next;
            return;
        }

        var before = _running!;
        while (before.Next != batch)
            before = before.Next!;
        before.Next = batch.Next;
    }
}
