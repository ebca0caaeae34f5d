using Virtwire.Sdk.Drivers;
using Virtwire.Sdk.Server.Tasks;

namespace Virtwire.Sdk.Server.Sessions.Services;

/// <summary>The server's own resource <c>Task</c>: the tasks of the session's driver.</summary>
internal sealed class ServerTaskDriver : HostTaskDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<Page<TaskInfo>> ListAsync(HostTaskListRequest request, CallContext call)
    {
        var driver = SessionOf(call).View.Driver;
        var limit = Math.Min(request.Limit ?? int.MaxValue, CoreApi.Task.List.MaxPage!.Value);

        // Read first: a watcher who goes on from here may hear again of what the list shows, and misses nothing.
        var position = driver.Events.Position;
        var found = driver.Tasks.After(request.After)
            .Select(static task => task.Describe(withResult: false))
            .Where(info => request.State is not { } state || info.State == state)
            .Take(limit + 1)
            .ToList();
        if (found.Count <= limit)
            return new(new Page<TaskInfo> { Items = found, Position = position });
        found.RemoveAt(limit);
        return new(new Page<TaskInfo> { Items = found, Next = found[^1].Id, Position = position });
    }

    /// <inheritdoc/>
    public override ValueTask<TaskInfo> GetAsync(HostTaskRef self, CallContext call) => new(Find(self, call).Describe());

    /// <inheritdoc/>
    public override async ValueTask<TaskInfo> WaitAsync(HostTaskWaitRequest request, CallContext call)
    {
        var task = Find(request.Self, call);
        try
        {
            var time = SessionOf(call).Core.Time;
            await task.Ended.WaitAsync(request.Timeout ?? Timeout.InfiniteTimeSpan, time, call.CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Where it stands by now is the answer.
        }

        return task.Describe();
    }

    /// <inheritdoc/>
    public override ValueTask CancelAsync(HostTaskRef self, CallContext call)
    {
        var task = FindPermitted(self, call);
        var origin = task.Origin;
        if (!origin.Cancels)
        {
            throw new TaskNotCancellableException(
                $"The task '{task.Id}' cannot be cancelled: {origin.Method} does not allow it.",
                new TaskNotCancellableDetails { Method = origin.Method }).About(self);
        }

        task.RequestStop(TaskState.Cancelled);
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask DismissAsync(HostTaskRef self, CallContext call)
    {
        var task = FindPermitted(self, call);
        return SessionOf(call).View.Driver.Tasks.DismissAsync(task);
    }

    private static Session SessionOf(CallContext call) => ((SessionCall)call.Call).Session;

    private static ServerTask Find(HostTaskRef self, CallContext call) => SessionOf(call).View.Driver.Tasks.Find(self.Id!);

    // Who may not begin such work may not end it either.
    private static ServerTask FindPermitted(HostTaskRef self, CallContext call)
    {
        var task = Find(self, call);
        return SessionOf(call).View.Denial(task.Origin.Method, task.Origin.Access) is { } denial ? throw denial : task;
    }
}
