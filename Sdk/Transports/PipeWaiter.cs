using System.Threading.Tasks.Sources;

namespace Virtwire.Sdk.Transports;

/// <summary>
/// The one wait of a reader or writer, used again and again. Whoever waited goes on in the thread pool, never on the thread of
/// the side that served it.
/// </summary>
internal sealed class PipeWaiter : IValueTaskSource<int>, IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<int> _core;
    private int _result;
    private Exception? _failure;

    /// <summary>Begins a wait for a number of bytes.</summary>
    public ValueTask<int> Wait() => new(this, _core.Version);

    /// <summary>Begins a wait for the end of an operation.</summary>
    public ValueTask WaitForAll() => new(this, _core.Version);

    /// <summary>Ends the wait.</summary>
    public void Complete(int result)
    {
        _result = result;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Ends the wait with an exception.</summary>
    public void Fail(Exception failure)
    {
        _failure = failure;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    public void Execute()
    {
        if (_failure is null)
            _core.SetResult(_result);
        else
            _core.SetException(_failure);
    }

    /// <inheritdoc/>
    public int GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
        }
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
