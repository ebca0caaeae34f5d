using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>How a call was told to stop.</summary>
internal enum StopReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The caller asked for it.</summary>
    Cancelled,

    /// <summary>Its deadline passed.</summary>
    DeadlineExceeded,

    /// <summary>Its connection is gone, and nobody waits for the answer.</summary>
    ConnectionClosed,
}

/// <summary>
/// A call under way, seen from the side of dispatch: what a driver may know of it, and how it is answered. Pooled: a generation
/// tells one use from the next. A session adds limits and cancellation, a binding the form of the answer.
/// </summary>
/// <remarks>
/// An answer is given once. A deadline answers for a driver that does not: then the call is answered first and finished later, and
/// what the driver comes up with is dropped. Until <see cref="Share"/> nobody can stop a call but the one that runs it, so that a call
/// which is done at once takes no lock.
/// </remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "A token source without timers and links holds nothing to dispose of, and a driver may use its token late.")]
internal abstract class Invocation
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _cancellation;
    private StopReason _stop;
    private bool _started;
    private bool _answered;
    private bool _shared;
    private int _holders = 1;

    /// <summary>Whether a deadline has answered while the driver is at work still. Settled once there is an answer.</summary>
    protected bool AnsweredForDriver { get; private set; }

    /// <summary>Raised whenever the object begins to serve another call.</summary>
    internal int Generation { get; private set; }

    /// <summary>The method.</summary>
    internal abstract MethodDescriptor? Method { get; }

    /// <summary>Who calls.</summary>
    internal abstract SessionInfo Caller { get; }

    /// <summary>When the caller stops waiting.</summary>
    internal abstract DateTimeOffset? Deadline { get; }

    /// <summary>The trace context, as it was sent.</summary>
    internal string? TraceParent { get; set; }

    /// <summary>The idempotency key, as it was sent.</summary>
    internal string? IdempotencyKey { get; set; }

    /// <summary>Whether no event may be published while it runs and is answered: then <see cref="RunBetweenEvents"/> has it run.</summary>
    internal bool AnswersBetweenEvents { get; private protected set; }

    /// <summary>Why the call was told to stop.</summary>
    internal StopReason Stop => _stop;

    /// <summary>The token of the call; made on first use.</summary>
    internal CancellationToken CancellationToken
    {
        get
        {
            lock (_gate)
            {
                if (_cancellation is null)
                {
                    if (_stop != StopReason.None)
                        return new CancellationToken(canceled: true);
                    _cancellation = new CancellationTokenSource();
                }

                return _cancellation.Token;
            }
        }
    }

    /// <summary>
    /// Tells the call to stop. A deadline answers at once, and so does anything that stops a call which waits for a worker still;
    /// otherwise the driver has the last word.
    /// </summary>
    /// <param name="generation">The use of this object that is meant; another one is left alone.</param>
    /// <param name="reason">Why.</param>
    internal void RequestStop(int generation, StopReason reason)
    {
        CancellationTokenSource? cancellation = null;
        bool answers;
        lock (_gate)
        {
            if (generation != Generation || _answered)
                return;
            answers = !_started || reason == StopReason.DeadlineExceeded;
            _answered = answers;
            AnsweredForDriver = answers && _started;
            if (answers)
                _holders++;
            if (_stop == StopReason.None)
            {
                _stop = reason;
                cancellation = _cancellation;
            }
        }

        // What a driver has registered on the token is foreign code: it must not run on the reader or the timer.
        if (cancellation is not null)
            _ = cancellation.CancelAsync();
        if (!answers)
            return;
        SendError(Refusals.Stopped(this, reason));
        Leave();
    }

    /// <summary>The driver is about to be called; false when the call was stopped before.</summary>
    internal bool TryStart()
    {
        if (!_shared)
            return _started = true;
        lock (_gate)
        {
            if (_answered)
                return false;
            _started = true;
            return true;
        }
    }

    /// <summary>Takes the right to answer; false when the deadline has answered.</summary>
    internal bool TryTakeAnswer()
    {
        if (!_shared)
            return _answered = true;
        lock (_gate)
        {
            if (_answered)
                return false;
            _answered = true;
            return true;
        }
    }

    /// <summary>Registers the call with its session, because it goes on after the reader has let go of it.</summary>
    internal abstract void Detach();

    /// <summary>Queues work for a worker thread; returns why not when the queue is full.</summary>
    internal abstract ErrorPayload? Queue(WorkItem item);

    /// <summary>Starts a task in the caller's name, which outlives the call.</summary>
    /// <param name="work">What it does.</param>
    /// <param name="mayBlock">Whether the work may block its thread.</param>
    /// <returns>The task's id.</returns>
    /// <exception cref="HostException">The server takes no more tasks.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the call any more: nobody would know of the task.</exception>
    internal abstract ValueTask<string> StartTaskAsync(TaskWork work, bool mayBlock);

    /// <summary>Runs work that blocks nobody while no event is published: now, or with the end of the call's batch.</summary>
    internal abstract void RunBetweenEvents(WorkItem item);

    /// <summary>Begins the answer. Only after <see cref="TryTakeAnswer"/>.</summary>
    /// <returns>A writer that stands where the result's value goes.</returns>
    internal abstract WireWriter BeginResult();

    /// <summary>Sends the answer that was begun, once its writer is flushed.</summary>
    internal abstract void EndResult();

    /// <summary>Answers with an error, which gets a trace id here; a result that was begun is dropped. Only after <see cref="TryTakeAnswer"/>.</summary>
    internal abstract void SendError(ErrorPayload error);

    /// <summary>Logs what may not be told to the caller.</summary>
    internal abstract void LogFailure(Exception exception, string traceId);

    /// <summary>Ends this use of the object. The driver is done with it.</summary>
    internal void Finish()
    {
        OnFinish();
        Leave();
    }

    /// <summary>Ends a use that came to nothing: nobody knows of it, and nobody is answered.</summary>
    internal void Abandon()
    {
        Reset();
        Recycle();
    }

    /// <summary>From here on others may stop the call. Called before any of them can know of it.</summary>
    protected void Share() => _shared = true;

    /// <summary>Undoes <see cref="Detach"/>.</summary>
    protected abstract void OnFinish();

    /// <summary>Gives the object back to its pool.</summary>
    protected abstract void Recycle();

    // Who answers for a driver may still be at it when the driver is done: the last one gives the object back.
    private void Leave()
    {
        if (!_shared)
            Reset();
        else
        {
            lock (_gate)
            {
                if (--_holders > 0)
                    return;
                Reset();
            }
        }

        Recycle();
    }

    private void Reset()
    {
        Generation++;
        _holders = 1;
        _cancellation = null;
        _stop = StopReason.None;
        _started = false;
        _answered = false;
        AnsweredForDriver = false;
        _shared = false;
        TraceParent = null;
        IdempotencyKey = null;
    }
}
