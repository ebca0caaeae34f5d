namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>The ends of a call that did not succeed.</summary>
internal static class Answer
{
    /// <summary>Answers with an error, and ends the call. The error carries the caller's trace id, if there is one.</summary>
    internal static void Refuse(Invocation call, ErrorPayload error)
    {
        if (call.TryTakeAnswer())
            call.SendError(Traced(call, error));
        call.Finish();
    }

    /// <summary>Answers with what a driver threw, and ends the call.</summary>
    internal static void Fail(Invocation call, Exception exception) => Refuse(call, ErrorOf(call, exception));

    /// <summary>The error with the caller's trace id, where it has none of its own.</summary>
    internal static ErrorPayload Traced(Invocation call, ErrorPayload error) =>
        error.TraceId is null && Refusals.TraceIdOf(call) is { } traceId ? error with { TraceId = traceId } : error;

    /// <summary>What the caller may know of an exception. What he may not is logged under the error's trace id.</summary>
    internal static ErrorPayload ErrorOf(Invocation call, Exception exception)
    {
        switch (exception)
        {
            case HostException refusal:
                return refusal.ToPayload(Refusals.TraceIdOf(call));
            case OperationCanceledException when call.Stop != StopReason.None:
                return Refusals.Stopped(call, call.Stop);
            default:
                var traceId = Refusals.TraceIdOf(call) ?? Guid.NewGuid().ToString("N");
                call.LogFailure(exception, traceId);
                return Refusals.Internal(traceId);
        }
    }
}
