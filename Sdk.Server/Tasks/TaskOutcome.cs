using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Server.Tasks;

/// <summary>How a task ended: with a result, or with an error.</summary>
internal sealed record TaskOutcome(TaskState State, JsonElement? Result, TaskError? Error)
{
    /// <summary>It has done what it was for.</summary>
    internal static TaskOutcome Completed(JsonElement result) => new(TaskState.Completed, result, null);

    /// <summary>It ended with an error.</summary>
    internal static TaskOutcome Failed(HostException exception, string? traceId) => new(TaskState.Failed, null, ErrorOf(exception.ToPayload(traceId)));

    /// <summary>It was cancelled by other means than the task's own: the driver says by which.</summary>
    internal static TaskOutcome Cancelled(CancelledException exception, string? traceId) =>
        new(TaskState.Cancelled, null, ErrorOf(exception.ToPayload(traceId)));

    /// <summary>It failed in a way that is none of the caller's business; the log has it under the trace id.</summary>
    internal static TaskOutcome Broken(string traceId) => new(TaskState.Failed, null, ErrorOf(Refusals.Internal(traceId)));

    /// <summary>It stopped because it was told to.</summary>
    internal static TaskOutcome Stopped(TaskState state, string method, string? traceId)
    {
        HostException exception = state == TaskState.Interrupted
            ? new ShuttingDownException($"The server stopped before the task of {method} was done. How far it came is not known.")
            : new CancelledException($"The task of {method} was cancelled. How far it came is not known.");
        return new TaskOutcome(state, null, ErrorOf(exception.ToPayload(traceId)));
    }

    private static TaskError ErrorOf(ErrorPayload payload) => new()
    {
        Code = payload.Code,
        Message = TextOf(payload.Message),
        Data = new TaskErrorData
        {
            Name = payload.Name,
            Object = payload.Subject,
            Hint = payload.Hint is { } hint ? TextOf(hint) : null,
            TraceId = payload.TraceId is { } traceId ? TextOf(traceId) : null,
            Details = payload.Details,
        },
    };

    // As in the answer of a call that fails at once, half of a surrogate pair becomes U+FFFD: no string of the wire can carry it, and the
    // task could not be told of.
    private static string TextOf(string text) => WireText.IsValid(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
