using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Virtwire.Sdk.Server.Tasks;

/// <summary>
/// The tasks of one driver: those that run, and the last ones that have ended. They belong to nobody's connection. What has ended long
/// ago is forgotten when somebody looks, so that no timer is needed.
/// </summary>
internal sealed class TaskTable(TaskIds ids, TaskLimits limits, IEventSink events, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, ServerTask> _tasks = [];
    private readonly List<ServerTask> _ended = [];
    private int _running;
    private bool _stopped;

    /// <summary>Starts a task.</summary>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="work">What it does.</param>
    /// <param name="mayBlock">Whether the work may block its thread, and so needs one of its own.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="LimitExceededException">As many run as may.</exception>
    /// <exception cref="ShuttingDownException">The server is about to stop.</exception>
    internal string Start(TaskOrigin origin, TaskWork work, bool mayBlock)
    {
        var task = Add(origin, work);
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
            if (ids.NumberOf(id) is { } number && _tasks.TryGetValue(number, out var task))
                return task;
        }

        var epoch = ids.OtherEpochOf(id);
        throw new NoTaskException(
            epoch is null ? $"There is no task '{id}'." : $"The task '{id}' is of another run of the server, '{epoch}', of which this one knows nothing.",
            new NoTaskDetails { Task = id, Epoch = epoch }).About(HostTaskRef.ById(id));
    }

    /// <summary>The tasks that came after one, in the order in which they began.</summary>
    /// <param name="after">The id of that one, whether it is still there or not; null for all.</param>
    /// <exception cref="InvalidCursorException">That is no id of this run.</exception>
    internal IReadOnlyList<ServerTask> After(string? after)
    {
        var last = after is null ? 0 : ids.NumberOf(after) ?? throw new InvalidCursorException(
            $"'{after}' is no cursor that Task.list has given out.", new InvalidCursorDetails { After = after });
        lock (_gate)
        {
            ForgetOld();
            return [.. _tasks.Values.Where(t => t.Number > last)];
        }
    }

    /// <summary>Forgets a task that has ended.</summary>
    /// <exception cref="TaskRunningException">It has not.</exception>
    internal void Dismiss(ServerTask task)
    {
        lock (_gate)
        {
            if (!task.Ended.IsCompleted)
                throw new TaskRunningException($"The task '{task.Id}' of {task.Origin.Method.Name} is at work still.").About(HostTaskRef.ById(task.Id));
            _ended.Remove(task);
            _tasks.Remove(task.Number);
        }
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
        foreach (var task in running)
            End(task, TaskOutcome.Stopped(TaskState.Interrupted, task.Origin.Method.Name, task.Origin.TraceId));
    }

    private ServerTask Add(TaskOrigin origin, TaskWork work)
    {
        lock (_gate)
        {
            if (_stopped)
                throw new ShuttingDownException("The server is about to stop and takes no new tasks.");
            if (_running >= limits.Running)
            {
                throw new LimitExceededException(
                    string.Create(CultureInfo.InvariantCulture, $"The driver has {limits.Running} tasks at work, which is the most. Wait until one has ended."),
                    new LimitExceededDetails { Limit = "runningTasks", Maximum = limits.Running });
            }

            ForgetOld();
            var number = ids.Next();
            var task = new ServerTask(number, ids.Format(number), origin, work.Subject, time.GetUtcNow(), events);
            _tasks.Add(number, task);
            _running++;
            return task;
        }
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

        End(task, outcome);
    }

    private TaskOutcome OutcomeOf(ServerTask task, Exception exception)
    {
        var origin = task.Origin;
        switch (exception)
        {
            case OperationCanceledException or CancelledException when task.StopAs is { } state:
                return TaskOutcome.Stopped(state, origin.Method.Name, origin.TraceId);
            case CancelledException cancelled:
                return TaskOutcome.Cancelled(cancelled, origin.TraceId);
            case HostException refusal:
                return TaskOutcome.Failed(refusal, origin.TraceId);
            default:
                var traceId = origin.TraceId ?? Guid.NewGuid().ToString("N");
                TaskLog.TaskFailed(logger, task.Id, origin.Method.Name, traceId, exception);
                return TaskOutcome.Broken(traceId);
        }
    }

    // The table knows of the end before those who wait for it do: what they ask next finds it so.
    private void End(ServerTask task, TaskOutcome outcome)
    {
        lock (_gate)
        {
            var isFirst = true;
            var now = time.GetUtcNow();
            try
            {
                isFirst = task.TryEnd(outcome, now);
            }
            finally
            {
                // The task has ended even where its event could not be told.
                if (isFirst)
                {
                    _running--;
                    _ended.Add(task);
                    ForgetOld();
                    task.Release();
                }
            }
        }
    }

    private void ForgetOld()
    {
        var oldest = time.GetUtcNow() - limits.Memory;
        while (_ended.Count > limits.Kept || (_ended is [var first, ..] && first.EndedAt <= oldest))
        {
            _tasks.Remove(_ended[0].Number);
            _ended.RemoveAt(0);
        }
    }
}
