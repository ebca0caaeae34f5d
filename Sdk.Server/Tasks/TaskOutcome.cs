using System.Text.Json;
using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Tasks;

/// <summary>How a task ended: with a result, or with an error.</summary>
internal sealed record TaskOutcome(TaskState State, JsonElement? Result, TaskError? Error)
{
    /// <summary>It has done what it was for.</summary>
    internal static TaskOutcome Completed(JsonElement result) => new(TaskState.Completed, result, null);

    /// <summary>It ended with an error.</summary>
    internal static TaskOutcome Failed(HostException exception, string? traceId) => new(TaskState.Failed, null, ErrorOf(exception.ToPayload(traceId)));

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
        Message = payload.Message,
        Data = new TaskErrorData
        {
            Name = payload.Name,
            Object = payload.Subject,
            Hint = payload.Hint,
            TraceId = payload.TraceId,
            Details = payload.Details,
        },
    };
}
