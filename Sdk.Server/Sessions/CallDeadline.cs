using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>The deadline of a pooled call, in the wheel of its session.</summary>
internal sealed class CallDeadline(SessionCall call) : DeadlineEntry
{
    private int _generation;

    /// <summary>Sets the deadline of the call's present use.</summary>
    internal void Set(DeadlineWheel wheel, TimeSpan time)
    {
        Volatile.Write(ref _generation, call.Generation);
        wheel.Schedule(this, time);
    }

    /// <summary>The present use has ended in time.</summary>
    internal void Clear() => Due = None;

    /// <inheritdoc/>
    internal override void Expire(long now)
    {
        // Read in this order: a use that began since then has a generation of its own before it has a deadline.
        var generation = Volatile.Read(ref _generation);
        if (Due <= now)
            call.RequestStop(generation, StopReason.DeadlineExceeded);
    }
}
