using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Server.Tasks.Journal;

namespace Virtwire.Sdk.Server.Tasks;

/// <summary>
/// One task: where it stands, who waits for it, and whether it shall stop. It ends once, whoever comes first: that is decided, kept, and told.
/// Its events are published under its lock, so that they come in the order of what happened.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A token source without timers and links holds nothing to dispose of, and a driver may use its token late.")]
internal sealed class ServerTask
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IEventSink _events;
    private readonly JsonElement? _subject;
    private readonly DateTimeOffset _startedAt;
    private JsonElement? _progress;
    private TaskState? _stopAs;
    private TaskOutcome? _decided;
    private TaskOutcome? _outcome;
    private DateTimeOffset? _endedAt;

    internal ServerTask(long number, string id, TaskOrigin origin, JsonElement? subject, DateTimeOffset now, IEventSink events)
    {
        Number = number;
        Id = id;
        Origin = origin;
        _subject = subject;
        _startedAt = now;
        _events = events;
    }

    /// <summary>A task of an earlier server, which has ended.</summary>
    internal ServerTask(TaskRecord record, IEventSink events)
        : this(record.Number, record.Info.Id, record.Origin, record.Info.Object, record.Info.Started, events)
    {
        _progress = record.Info.Progress;
        _decided = _outcome = new TaskOutcome(record.Info.State, record.Info.Result, record.Info.Error);
        _endedAt = record.Info.Ended;
        _ended.SetResult();
    }

    /// <summary>Its place in the order in which tasks began.</summary>
    internal long Number { get; }

    /// <summary>Its id.</summary>
    internal string Id { get; }

    /// <summary>Where it comes from.</summary>
    internal TaskOrigin Origin { get; }

    /// <summary>Asks the work to stop.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>Completes when the task has ended, and everybody may know.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>When it ended; null while it runs.</summary>
    internal DateTimeOffset? EndedAt
    {
        get
        {
            lock (_gate)
                return _endedAt;
        }
    }

    /// <summary>As what it was told to end; null when it was not told to stop.</summary>
    internal TaskState? StopAs
    {
        get
        {
            lock (_gate)
                return _stopAs;
        }
    }

    /// <summary>Tells that it has begun.</summary>
    internal void TellBegun()
    {
        lock (_gate)
        {
            // A server that stops may have ended it by now.
            if (_decided is null)
                TellState(TaskState.Running);
        }
    }

    /// <summary>Takes what the work tells of how far it is; nothing, once the task has ended.</summary>
    internal void Report(JsonElement progress)
    {
        lock (_gate)
        {
            if (_decided is not null)
                return;
            _progress = progress;
            _events.Publish(CoreApi.Task.Progressed, HostTaskRef.ById(Id), new HostTaskProgressedData { Progress = progress });
        }
    }

    /// <summary>Asks the work to stop; what it was asked first stands. Left alone once the task has ended.</summary>
    /// <param name="state">What the task is when the work gives in.</param>
    internal void RequestStop(TaskState state)
    {
        lock (_gate)
        {
            if (_decided is not null || _stopAs is not null)
                return;
            _stopAs = state;
        }

        // What a driver has registered on the token is foreign code: it must not run on the caller's thread.
        _ = _stopping.CancelAsync();
    }

    /// <summary>Decides how the task ends, which nobody is told before <see cref="TellEnded"/>; false when that was decided already.</summary>
    internal bool TryDecide(TaskOutcome outcome, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_decided is not null)
                return false;
            _decided = outcome;
            _endedAt = now;
            return true;
        }
    }

    /// <summary>Ends the task as was decided, and tells so. Who waits hears of it with <see cref="Release"/>.</summary>
    internal void TellEnded()
    {
        lock (_gate)
        {
            _outcome = _decided;
            TellState(_outcome!.State);
        }
    }

    /// <summary>Lets go who waits for the end.</summary>
    internal void Release() => _ended.TrySetResult();

    /// <summary>Where the task stands.</summary>
    /// <param name="withResult">Whether the result is wanted, which may be large.</param>
    internal TaskInfo Describe(bool withResult = true)
    {
        lock (_gate)
            return Describe(_outcome, withResult);
    }

    /// <summary>The task as it is kept: its end is in it as soon as it is decided.</summary>
    /// <param name="driver">The URI of its driver.</param>
    internal TaskRecord Record(string driver)
    {
        lock (_gate)
            return new TaskRecord(Number, driver, Origin, Describe(_decided, withResult: true));
    }

    private TaskInfo Describe(TaskOutcome? outcome, bool withResult) => new()
    {
        Id = Id,
        Method = Origin.Method,
        Object = _subject,
        Owner = Origin.Owner,
        State = outcome?.State ?? TaskState.Running,
        Started = _startedAt,
        Ended = outcome is null ? null : _endedAt,
        Progress = _progress,
        Result = withResult ? outcome?.Result : null,
        Error = outcome?.Error,
    };

    private void TellState(TaskState state) => _events.Publish(
        CoreApi.Task.StateChanged,
        HostTaskRef.ById(Id),
        new HostTaskStateChangedData { Method = Origin.Method, Object = _subject, State = state });
}
