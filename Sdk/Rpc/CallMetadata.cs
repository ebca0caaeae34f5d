using System.Diagnostics;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Rpc;

/// <summary>What travels beside a call's parameters.</summary>
/// <param name="DeadlineMilliseconds">How long the caller waits; negative: for ever.</param>
/// <param name="TraceParent">The W3C trace context.</param>
/// <param name="IdempotencyKey">The key under which the call is run once.</param>
internal readonly record struct CallMetadata(long DeadlineMilliseconds, string? TraceParent, string? IdempotencyKey)
{
    /// <summary>The metadata of a call with these options, and the current activity's trace where the options name none.</summary>
    /// <param name="options">The call's options.</param>
    /// <param name="deadline">The call's deadline, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public static CallMetadata Of(in CallOptions options, TimeSpan deadline)
    {
        var milliseconds = deadline == Timeout.InfiniteTimeSpan ? -1 : (long)Math.Ceiling(Math.Max(0, deadline.TotalMilliseconds));
        return new CallMetadata(milliseconds, options.TraceParent ?? CurrentTraceParent(), options.IdempotencyKey);
    }

    /// <summary>Writes the member <c>meta</c>, if there is anything to be said.</summary>
    public void WriteMember(ref WireWriter json)
    {
        if (DeadlineMilliseconds < 0 && TraceParent is null && IdempotencyKey is null)
            return;
        json.WriteName("\"meta\":"u8);
        json.BeginObject();
        if (DeadlineMilliseconds >= 0)
        {
            json.WriteName("\"deadline\":"u8);
            json.WriteNumber(DeadlineMilliseconds);
        }

        if (TraceParent is not null)
        {
            json.WriteName("\"traceparent\":"u8);
            json.WriteText(TraceParent);
        }

        if (IdempotencyKey is not null)
        {
            json.WriteName("\"idempotencyKey\":"u8);
            json.WriteText(IdempotencyKey);
        }

        json.EndObject();
    }

    private static string? CurrentTraceParent() =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;
}
