using System.Globalization;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server.Tasks.Journal;

namespace Virtwire.Sdk.Server.Tasks;

/// <summary>
/// The tasks of one driver: those that run, and the last ones that have ended. They belong to nobody's connection. What has ended long
/// ago is forgotten when somebody looks, so that no timer is needed.
/// </summary>
internal sealed class TaskTable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, ServerTask> _tasks = [];
    private readonly List<ServerTask> _ended = [];
    private readonly TaskIds _ids;
    private readonly TaskLimits _limits;
    private readonly IEventSink _events;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TaskBook? _book;
    private int _running;
    private bool _stopped;

    /// <summary>A table of the tasks of earlier servers, where there is a book of them.</summary>
    internal TaskTable(TaskIds ids, TaskLimits limits, IEventSink events, TimeProvider time, ILogger logger, TaskBook? book = null)
    {
        (_ids, _limits, _events, _time, _logger, _book) = (ids, limits, events, time, logger, book);
        foreach (var record in book?.Before ?? [])
        {
            var task = new ServerTask(record, events);
            _tasks.Add(task.Number, task);
            _ended.Add(task);
        }

        _ended.Sort(static (one, other) => Nullable.Compare(one.EndedAt, other.EndedAt));
    }

    /// <summary>Starts a task, once it cannot be forgotten any more.</summary>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="work">What it does.</param>
    /// <param name="mayBlock">Whether the work may block its thread, and so needs one of its own.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="LimitExceededException">As many run as may.</exception>
    /// <exception cref="ShuttingDownException">The server is about to stop.</exception>
    /// <exception cref="StateNotKeptException">It cannot be written down. Nothing was done.</exception>
    internal async ValueTask<string> StartAsync(TaskOrigin origin, TaskWork work, bool mayBlock)
    {
        var task = Reserve(origin, work);
        try
        {
            if (_book is not null)
                await _book.BeganAsync(task).ConfigureAwait(false);
            Add(task);
        }
        catch
        {
            lock (_gate)
                _running--;
            _book?.Forget(task);
            throw;
        }

        task.TellBegun();
        var options = mayBlock ? TaskCreationOptions.LongRunning : TaskCreationOptions.None;
        _ = Task.Factory.StartNew(() => RunAsync(task, work), CancellationToken.None, options, TaskScheduler.Default);
        return task.Id;
    }

    /// <summary>The task of that id.</summary>
    /// <exception cref="NoTaskException">There is none, or none any more.</exception>
    internal ServerTask Find(string id)
    {
        lock (_gate)
        {
            ForgetOld();
            if (_ids.NumberOf(id) is { } number && _tasks.TryGetValue(number, out var task) && task.Id == id)
                return task;
        }

        var epoch = _ids.OtherEpochOf(id);
        throw new NoTaskException(
            epoch is null ? $"There is no task '{id}'." : $"The task '{id}' is of another run of the server, '{epoch}', and this one knows nothing of it.",
            new NoTaskDetails { Task = id, Epoch = epoch }).About(HostTaskRef.ById(id));
    }

    /// <summary>The tasks that came after one, in the order in which they began.</summary>
    /// <param name="after">The id of that one, whether it is still there or not; null for all.</param>
    /// <exception cref="InvalidCursorException">That is no id of this run.</exception>
    internal IReadOnlyList<ServerTask> After(string? after)
    {
        var last = after is null ? 0 : _ids.NumberOf(after) ?? throw new InvalidCursorException(
            $"'{after}' is no cursor that Task.list has given out.", new InvalidCursorDetails { After = after });
        lock (_gate)
        {
            ForgetOld();
            return [.. _tasks.Values.Where(t => t.Number > last)];
        }
    }

    /// <summary>Forgets a task that has ended, once it cannot come back.</summary>
    /// <exception cref="TaskRunningException">It has not.</exception>
    /// <exception cref="StateNotKeptException">It is forgotten, and may come back with another server.</exception>
    internal async ValueTask DismissAsync(ServerTask task)
    {
        lock (_gate)
        {
            if (!task.Ended.IsCompleted)
                throw new TaskRunningException($"The task '{task.Id}' of {task.Origin.Method} is at work still.").About(HostTaskRef.ById(task.Id));
            _ended.Remove(task);
            _tasks.Remove(task.Number);
        }

        if (_book is not null)
            await _book.DismissedAsync(task).ConfigureAwait(false);
    }

    /// <summary>Takes no more tasks, and asks all to stop. Those that have not when the token is cancelled are ended without them.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        ServerTask[] running;
        lock (_gate)
        {
            _stopped = true;
            running = [.. _tasks.Values.Where(t => !t.Ended.IsCompleted)];
        }

        foreach (var task in running)
            task.RequestStop(TaskState.Interrupted);
        var all = Task.WhenAll(running.Select(t => t.Ended));
        await all.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(running.Select(task =>
            EndAsync(task, TaskOutcome.Stopped(TaskState.Interrupted, task.Origin.Method, task.Origin.TraceId)))).ConfigureAwait(false);
    }

    // Takes a place and a number; nobody can see the task yet.
    private ServerTask Reserve(TaskOrigin origin, TaskWork work)
    {
        lock (_gate)
        {
            RequireOpen();
            if (_running >= _limits.Running)
            {
                throw new LimitExceededException(
                    string.Create(CultureInfo.InvariantCulture, $"The driver has {_limits.Running} tasks at work, which is the most. Wait until one has ended."),
                    new LimitExceededDetails { Limit = "runningTasks", Maximum = _limits.Running });
            }

            ForgetOld();
            var number = _ids.Next();
            _running++;
            return new ServerTask(number, _ids.Format(number), origin, work.Subject, _time.GetUtcNow(), _events);
        }
    }

    private void Add(ServerTask task)
    {
        lock (_gate)
        {
            // It may have begun to stop while the task was written down.
            RequireOpen();
            _tasks.Add(task.Number, task);
        }
    }

    private void RequireOpen()
    {
        if (_stopped)
            throw new ShuttingDownException("The server is about to stop and takes no new tasks.");
    }

    private async Task RunAsync(ServerTask task, TaskWork work)
    {
        TaskOutcome outcome;
        try
        {
            outcome = TaskOutcome.Completed(await work.RunAsync(task.Id, task.Report, task.Stopping).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            outcome = OutcomeOf(task, exception);
        }

        await EndAsync(task, outcome).ConfigureAwait(false);
    }

    private TaskOutcome OutcomeOf(ServerTask task, Exception exception)
    {
        var origin = task.Origin;
        switch (exception)
        {
            case OperationCanceledException or CancelledException when task.StopAs is { } state:
                return TaskOutcome.Stopped(state, origin.Method, origin.TraceId);
            case CancelledException cancelled:
                return TaskOutcome.Cancelled(cancelled, origin.TraceId);
            case HostException refusal:
                return TaskOutcome.Failed(refusal, origin.TraceId);
            default:
                var traceId = origin.TraceId ?? Guid.NewGuid().ToString("N");
                TaskLog.TaskFailed(_logger, task.Id, origin.Method, traceId, exception);
                return TaskOutcome.Broken(traceId);
        }
    }

    // It is written down before anybody is told, so that no later server says otherwise. The table knows of the end before those who wait for
    // it do: what they ask next finds it so.
    private async Task EndAsync(ServerTask task, TaskOutcome outcome)
    {
        if (!task.TryDecide(outcome, _time.GetUtcNow()))
        {
            await task.Ended.ConfigureAwait(false);
            return;
        }

        if (_book is not null)
            await _book.EndedAsync(task).ConfigureAwait(false);
        lock (_gate)
        {
            try
            {
                task.TellEnded();
            }
            finally
            {
                // The task has ended even where its event could not be told.
                _running--;
                _ended.Add(task);
                ForgetOld();
                task.Release();
            }
        }
    }

    private void ForgetOld()
    {
        // The memory may be longer than the calendar reaches back.
        var now = _time.GetUtcNow();
        while (_ended.Count > _limits.Kept || (_ended is [var first, ..] && now - first.EndedAt >= _limits.Memory))
        {
            _tasks.Remove(_ended[0].Number);
            _book?.Forget(_ended[0]);
            _ended.RemoveAt(0);
        }
    }
}
