namespace Virtwire.Sdk.Rpc;

/// <summary>Makes timers that serve a whole connection, and so must not hold on to the context of the one call that made them.</summary>
internal static class ContextFreeTimer
{
    /// <summary>A timer that is not set.</summary>
    public static ITimer Create(TimeProvider time, TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
