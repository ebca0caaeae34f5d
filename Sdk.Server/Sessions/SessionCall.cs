using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Identities;
using Virtwire.Sdk.Server.Tasks;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>A call of a session: counted, cancelled and limited in time together with its siblings. A binding adds the form of the answer.</summary>
internal abstract class SessionCall : Invocation
{
    private CallDeadline? _deadline;
    private MethodEntry? _entry;
    private TimeSpan? _allowed;
    private long _arrived;
    private bool _detached;
    private bool _hasPlace;
    private string? _subject;
    private string? _failure;
    private string? _failureTrace;

    protected SessionCall(Session session) => Session = session;

    /// <summary>The session.</summary>
    internal Session Session { get; }

    /// <summary>What runs once the answer has been sent; for what must not overtake it.</summary>
    internal Action? AfterAnswer { get; set; }

    /// <summary>The position of the events at which the call was read, where it runs later than that; null otherwise.</summary>
    internal string? EventsSince { get; private set; }

    /// <summary>The neighbours in the session's <see cref="CallSet"/>; the set's own.</summary>
    internal SessionCall? NextCall { get; set; }

    /// <inheritdoc cref="NextCall"/>
    internal SessionCall? PreviousCall { get; set; }

    /// <inheritdoc/>
    internal sealed override MethodDescriptor? Method => _entry?.Method.Descriptor;

    /// <inheritdoc/>
    internal sealed override SessionInfo Caller => Session.Info;

    /// <inheritdoc/>
    internal sealed override DateTimeOffset? Deadline => Remaining is { } left ? Session.Core.Time.GetUtcNow() + left : null;

    private TimeSpan? Remaining
    {
        get
        {
            if (_allowed is null)
                return null;

            // The clock costs more than most calls take, so it is asked when a call is to go on after the reader has let go of it, or
            // its driver asks; whichever comes first is as good as the arrival.
            if (_arrived == 0)
                _arrived = Session.Core.Time.GetTimestamp();
            return _allowed - Session.Core.Time.GetElapsedTime(_arrived);
        }
    }

    /// <summary>Whether the caller gave it that id, byte for byte. Asked under the set's lock, while the call is under way.</summary>
    internal abstract bool HasId(ReadOnlySpan<byte> id);

    /// <summary>Takes on a call.</summary>
    /// <param name="entry">What it runs.</param>
    /// <param name="allowed">How long the caller waits.</param>
    internal void Begin(MethodEntry entry, TimeSpan? allowed)
    {
        _entry = entry;
        AnswersBetweenEvents = entry.AnswersBetweenEvents;
        _allowed = allowed;
        _arrived = 0;
    }

    /// <summary>Remembers which object the call is on, for the audit log. The parameters may be what no JSON is.</summary>
    internal void RememberSubject(ReadOnlySpan<byte> parameters)
    {
        if (Session.Core.Audit.IsEnabled(Microsoft.Extensions.Logging.LogLevel.Information))
            _subject = AuditSubject.Of(parameters);
    }

    /// <inheritdoc/>
    internal sealed override void Detach()
    {
        _detached = true;
        _hasPlace = true;
        Share();
        var open = Session.Calls.Add(this);
        if (Remaining is { } left)
            (_deadline ??= new CallDeadline(this)).Set(Session.Deadlines, left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1));
        if (!open)
            RequestStop(Generation, StopReason.ConnectionClosed);
    }

    /// <inheritdoc/>
    internal sealed override ErrorPayload? Queue(WorkItem item) =>
        Session.Core.Workers.TryQueue(item) ? null : Refusals.WorkersBusy(Session.Core.Limits.WaitingCalls);

    /// <inheritdoc/>
    internal sealed override ValueTask<string> StartTaskAsync(TaskWork work, bool mayBlock)
    {
        if (Stop != StopReason.None)
            throw new OperationCanceledException();
        var origin = TaskOrigin.Of(Method!, Session.Info.Identity, Refusals.TraceIdOf(this));
        return Session.View.Driver.Tasks.StartAsync(origin, work, mayBlock);
    }

    /// <inheritdoc/>
    internal sealed override void LogFailure(Exception exception, string traceId) =>
        SessionLog.CallFailed(Session.Core.Logger, Method?.Name ?? "", traceId, exception);

    /// <summary>The error with an id under which the log has it: the caller's own, or a new one.</summary>
    internal ErrorPayload Traced(ErrorPayload error)
    {
        var traced = error.TraceId is null ? error with { TraceId = Refusals.TraceIdOf(this) ?? Refusals.NewTraceId() } : error;
        (_failure, _failureTrace) = (traced.Name ?? "Unknown", traced.TraceId);
        SessionLog.ErrorAnswered(Session.Core.Logger, Session.Info.Id, Method?.Name ?? "A call", traced.Name, traced.Code, traced.TraceId);
        return traced;
    }

    /// <summary>What waits for the answer. The binding runs it when the answer has been appended, or none is given.</summary>
    protected Action? TakeAfterAnswer()
    {
        var action = AfterAnswer;
        AfterAnswer = null;
        return action;
    }

    /// <summary>Remembers where events and the clock stand, as the call is to run later.</summary>
    protected void Postpone()
    {
        EventsSince = Session.Events.Position;
        _ = Remaining;
    }

    /// <summary>The answer is about to be sent, or none is given: called once by the binding, before the caller can see the answer.</summary>
    protected void BeforeAnswer()
    {
        if (_entry is { IsAudited: true })
            Audit();
        if (!AnsweredForDriver)
            LeavePlace();
    }

    /// <inheritdoc/>
    protected sealed override void OnFinish()
    {
        if (!_detached)
            return;
        _detached = false;

        // While its driver goes on it keeps its place: or short deadlines would let a caller set any number of drivers to work.
        if (AnsweredForDriver)
            LeavePlace();
        _deadline?.Clear();
        Session.Calls.Remove(this);
    }

    /// <inheritdoc/>
    protected sealed override void Recycle()
    {
        _entry = null;
        _allowed = null;
        AfterAnswer = null;
        EventsSince = null;
        _subject = _failure = _failureTrace = null;
        ReturnToPool();
    }

    /// <summary>Gives the object back to the binding's pool.</summary>
    protected abstract void ReturnToPool();

    private void Audit()
    {
        var peer = Session.Peer;
        AuditLog.Called(
            Session.Core.Audit, peer.Name, Method!.Name, _subject ?? "-", _failure ?? "ok", Session.Info.Id, peer.Transport, peer.EndPoint,
            _failureTrace ?? Refusals.TraceIdOf(this) ?? "-");
    }

    private void LeavePlace()
    {
        if (!_hasPlace)
            return;
        _hasPlace = false;
        Session.Calls.LeavePlace();
    }
}
