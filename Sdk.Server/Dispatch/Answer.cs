namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>The ends of a call that did not succeed.</summary>
internal static class Answer
{
    /// <summary>Answers with an error, and ends the call.</summary>
    internal static void Refuse(Invocation call, ErrorPayload error)
    {
        if (call.TryTakeAnswer())
            call.SendError(error);
        call.Finish();
    }

    /// <summary>Answers with what a driver threw, and ends the call.</summary>
    internal static void Fail(Invocation call, Exception exception) => Refuse(call, ErrorOf(call, exception));

    /// <summary>What the caller may know of an exception. What he may not is logged under the error's trace id.</summary>
    internal static ErrorPayload ErrorOf(Invocation call, Exception exception)
    {
        switch (exception)
        {
            case HostException refusal:
                return refusal.ToPayload();
            case OperationCanceledException when call.Stop != StopReason.None:
                return Refusals.Stopped(call, call.Stop);
            default:
                var traceId = Refusals.TraceIdOf(call) ?? Refusals.NewTraceId();
                call.LogFailure(exception, traceId);
                return Refusals.Internal(traceId);
        }
    }
}
