using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>The errors that the way of a call itself can answer, each with what, why, and what to do next.</summary>
internal static class Refusals
{
    /// <summary>The driver does not have the method.</summary>
    internal static HostException NotSupportedByDriver(MethodDescriptor method) =>
        new(CoreErrors.NotSupportedByDriver, $"{method.Name} is not supported by this driver.");

    /// <summary>The parameters are not what the schema says.</summary>
    internal static ErrorPayload InvalidParams(WireException fault, ReadOnlySpan<byte> parameters) =>
        new InvalidParamsException(fault, parameters).ToPayload();

    /// <summary>Too many calls wait for a worker.</summary>
    internal static ErrorPayload WorkersBusy() =>
        new HostException(CoreErrors.LimitExceeded, "The server has as many calls waiting as it takes. Call again in a moment.").ToPayload();

    /// <summary>The call was told to stop, and did.</summary>
    internal static ErrorPayload Stopped(Invocation call, StopReason reason) => reason switch
    {
        StopReason.DeadlineExceeded => new HostException(
            CoreErrors.DeadlineExceeded,
            $"{call.Method?.Name} was not done before its deadline. Whether it had an effect is not known.").ToPayload(TraceIdOf(call)),
        _ => new HostException(CoreErrors.Cancelled, $"{call.Method?.Name} was cancelled.").ToPayload(TraceIdOf(call)),
    };

    /// <summary>Something went wrong that is none of the caller's business; the log has it under the trace id.</summary>
    internal static ErrorPayload Internal(string traceId) =>
        new InternalErrorException("The server failed to carry out the call. Its log has the reason under the trace id.").ToPayload(traceId);

    /// <summary>The trace id within the trace context that the caller sent.</summary>
    internal static string? TraceIdOf(Invocation call) =>
        call.TraceParent is { Length: >= 35 } parent && parent[2] == '-' && parent[35..].StartsWith('-') ? parent[3..35] : null;
}
