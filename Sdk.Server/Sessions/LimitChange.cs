namespace Virtwire.Sdk.Server.Sessions;

/// <summary>Which limits can change while a server runs, and which were built into it when it started.</summary>
internal static class LimitChange
{
    /// <summary>The limits after a change.</summary>
    /// <exception cref="LimitFixedException">One of those that are fixed would change.</exception>
    internal static ServerLimits Apply(ServerLimits now, in AdminSetLimitsRequest change)
    {
        RequireSame("workerThreads", now.WorkerThreads, change.WorkerThreads);
        RequireSame("waitingCalls", now.WaitingCalls, change.WaitingCalls);
        RequireSame("keptEvents", now.KeptEvents, change.KeptEvents);
        RequireSame("runningTasks", now.RunningTasks, change.RunningTasks);
        RequireSame("keptTasks", now.KeptTasks, change.KeptTasks);
        RequireSame("taskMemory", now.TaskMemory, change.TaskMemory);
        return now with
        {
            MessageBytes = change.MessageBytes ?? now.MessageBytes,
            InFlight = change.InFlight ?? now.InFlight,
            BatchLength = change.BatchLength ?? now.BatchLength,
            Subscriptions = change.Subscriptions ?? now.Subscriptions,
            OutboxBytes = change.OutboxBytes ?? now.OutboxBytes,
            Connections = change.Connections ?? now.Connections,
            Detection = change.Detection ?? now.Detection,
        };
    }

    /// <summary>The limits in the words of the API.</summary>
    internal static AdminLimits Describe(ServerLimits limits) => new()
    {
        MessageBytes = limits.MessageBytes,
        InFlight = limits.InFlight,
        BatchLength = limits.BatchLength,
        Subscriptions = limits.Subscriptions,
        OutboxBytes = limits.OutboxBytes,
        Connections = limits.Connections,
        Detection = limits.Detection,
        WorkerThreads = limits.WorkerThreads,
        WaitingCalls = limits.WaitingCalls,
        KeptEvents = limits.KeptEvents,
        RunningTasks = limits.RunningTasks,
        KeptTasks = limits.KeptTasks,
        TaskMemory = limits.TaskMemory,
    };

    private static void RequireSame<T>(string limit, T now, T? asked)
        where T : struct, IEquatable<T>
    {
        if (asked is { } other && !other.Equals(now))
        {
            throw new LimitFixedException(
                $"The limit '{limit}' is {now}, and cannot change while the server runs. Nothing was changed.", new LimitFixedDetails { Limit = limit });
        }
    }
}
