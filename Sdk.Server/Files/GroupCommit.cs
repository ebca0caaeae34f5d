namespace Virtwire.Sdk.Server.Files;

/// <summary>
/// Changes that are written by one writer in the background: what comes while it writes waits, and is written together, so that many callers
/// share the flushes. After a failure it tries again by itself.
/// </summary>
/// <param name="write">
/// Writes changes, in their order. What it could not write it remembers itself, and is called again, with no changes where there are no new ones,
/// until it returns. Runs on one thread at a time.
/// </param>
/// <param name="time">The clock of the retries.</param>
internal sealed class GroupCommit<T>(Action<IReadOnlyList<T>> write, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long it waits after a failure, where nothing new comes.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private List<T> _waiting = [];
    private TaskCompletionSource<Exception?>? _batch;
    private TaskCompletionSource? _idle;
    private ITimer? _retry;
    private bool _writing;
    private bool _owes;
    private bool _due;
    private bool _ended;
    private bool _triesLast;

    /// <summary>Takes note of a change, and never waits itself.</summary>
    /// <returns>Ends when the change is written, with null, or could not be, with the reason: after the end nothing is. Never fails.</returns>
    public Task<Exception?> Add(T change)
    {
        lock (_gate)
        {
            if (_ended)
                return Task.FromResult<Exception?>(new IOException("The server has ended, and writes nothing any more."));
            _waiting.Add(change);
            _batch ??= new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
            Wake();
            return _batch.Task;
        }
    }

    /// <summary>Writes what is waiting, tries once more what could not be written, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        Task idle = Task.CompletedTask;
        lock (_gate)
        {
            if (!_ended)
            {
                _ended = true;
                if (_owes)
                    TryLast();
            }

            if (_writing)
                idle = (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await idle.ConfigureAwait(false);
        lock (_gate)
            _retry?.Dispose();
    }

    // Under the lock.
    private void Wake()
    {
        if (_writing)
            return;
        _writing = true;
        ThreadPool.UnsafeQueueUserWorkItem(static self => self.Run(), this, preferLocal: false);
    }

    // Under the lock.
    private void TryLast()
    {
        _triesLast = true;
        _due = true;
        Wake();
    }

    private void Run()
    {
        while (TryTake(out var changes, out var batch))
        {
            Exception? failure = null;
            try
            {
                write(changes);
            }
            catch (Exception exception)
            {
                // Whatever it is: who waits must hear of it, and the next change must find a writer.
                failure = exception;
            }

            lock (_gate)
            {
                _owes = failure is not null;
                if (_owes && !_ended)
                    RetryLater();
                else if (_owes && !_triesLast)
                    TryLast();
            }

            batch?.SetResult(failure);
        }
    }

    private bool TryTake(out List<T> changes, out TaskCompletionSource<Exception?>? batch)
    {
        lock (_gate)
        {
            (changes, batch) = (_waiting, _batch);
            if (changes.Count == 0 && !_due)
            {
                _writing = false;
                _idle?.SetResult();
                _idle = null;
                return false;
            }

            (_waiting, _batch, _due) = ([], null, false);
            return true;
        }
    }

    private void RetryLater()
    {
        _retry ??= time.CreateTimer(static self => ((GroupCommit<T>)self!).Retry(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _retry.Change(RetryAfter, Timeout.InfiniteTimeSpan);
    }

    private void Retry()
    {
        lock (_gate)
        {
            if (_ended || !_owes)
                return;
            _due = true;
            Wake();
        }
    }
}
