using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Bridge;

/// <summary>
/// The threads on which drivers may block. They are the server's own: the thread pool stays free for readers, timers and whatever
/// a driver awaits. Threads come as they are needed and go when they have been idle for a while.
/// </summary>
internal sealed partial class WorkerPool : IDisposable
{
    private static readonly TimeSpan IdleLife = TimeSpan.FromSeconds(20);
    private readonly object _gate = new();
    private readonly Queue<WorkItem> _waiting = new();
    private readonly ILogger _logger;
    private readonly int _maxThreads;
    private readonly int _maxWaiting;
    private int _threads;
    private int _idle;
    private bool _stopped;

    internal WorkerPool(int maxThreads, int maxWaiting, ILogger logger)
    {
        _maxThreads = maxThreads;
        _maxWaiting = maxWaiting;
        _logger = logger;
    }

    /// <summary>Queues work; false when too much waits already or the pool has been stopped.</summary>
    internal bool TryQueue(WorkItem item)
    {
        lock (_gate)
        {
            if (_stopped || _waiting.Count >= _maxWaiting)
                return false;
            _waiting.Enqueue(item);

            // An idle thread that was woken has not taken its item yet: only what is beyond the idle ones needs a thread.
            if (_waiting.Count <= _idle)
                Monitor.Pulse(_gate);
            else if (_threads < _maxThreads)
                StartThread();
            return true;
        }
    }

    /// <summary>Takes no more work. What waits is still run.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void StartThread()
    {
        _threads++;
        new Thread(RunThread) { IsBackground = true, Name = "virtwire worker" }.UnsafeStart();
    }

    private void RunThread()
    {
        while (TryTake() is { } item)
        {
            try
            {
                item.Run();
            }
            catch (Exception exception)
            {
                LogWorkItemFailed(exception);
            }
        }
    }

    private WorkItem? TryTake()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_waiting.TryDequeue(out var item))
                    return item;
                if (!_stopped)
                {
                    _idle++;
                    var woken = Monitor.Wait(_gate, IdleLife);
                    _idle--;
                    if (woken || _waiting.Count > 0)
                        continue;
                }

                _threads--;
                return null;
            }
        }
    }

    [LoggerMessage(2101, LogLevel.Error, "A worker thread caught what a call should have answered.")]
    private partial void LogWorkItemFailed(Exception exception);
}
