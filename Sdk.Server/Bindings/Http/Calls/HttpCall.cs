using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Dispatch;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.Http.Calls;

/// <summary>A call that came as an HTTP request of its own. Used once.</summary>
internal sealed class HttpCall : SessionCall
{
    private readonly TaskCompletionSource<HttpAnswer> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameBuffer _result = new();

    private HttpCall(Session session)
        : base(session)
    {
    }

    /// <summary>Makes a call in a session of its own, and waits for its answer.</summary>
    /// <param name="exchange">The request that asks for it. When nobody waits for its answer any more, the call is told to stop.</param>
    /// <param name="method">The method's name, UTF-8.</param>
    /// <param name="parameters">The parameters as JSON text; empty for none.</param>
    /// <exception cref="HostException">The request's headers ask for what there is not.</exception>
    /// <exception cref="HttpRefusal">A header is not what it should be.</exception>
    internal static async Task<HttpAnswer> AskAsync(HttpExchange exchange, ReadOnlyMemory<byte> method, ReadOnlyMemory<byte> parameters)
    {
        var session = RequestSessions.Open(exchange);
        try
        {
            return await AskAsync(exchange, session, method, parameters).ConfigureAwait(false);
        }
        finally
        {
            session.Close();
        }
    }

    /// <summary>Makes a call in a session that goes on after it, and waits for its answer.</summary>
    /// <param name="exchange">The request that asks for it. When nobody waits for its answer any more, the session is closed.</param>
    /// <param name="session">The session.</param>
    /// <param name="method">The method's name, UTF-8.</param>
    /// <param name="parameters">The parameters as JSON text; empty for none.</param>
    /// <exception cref="HttpRefusal">A header is not what it should be.</exception>
    internal static async Task<HttpAnswer> AskAsync(HttpExchange exchange, Session session, ReadOnlyMemory<byte> method, ReadOnlyMemory<byte> parameters)
    {
        var call = new HttpCall(session)
        {
            TraceParent = exchange.Context.Request.Headers.TraceParent,
            IdempotencyKey = exchange.Context.Request.Headers["Idempotency-Key"],
        };
        await using var abort = exchange.Aborted.UnsafeRegister(static session => ((Session)session!).Close(), session);
        session.Dispatch(call, method.Span, parameters.Span, RequestSessions.DeadlineOf(exchange));
        return await call._answered.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    internal override bool HasId(ReadOnlySpan<byte> id) => false;

    /// <inheritdoc/>
    internal override void RunBetweenEvents(WorkItem item)
    {
        using (Session.Events.BetweenEvents())
            item.Run();
    }

    /// <inheritdoc/>
    internal override WireWriter BeginResult()
    {
        _result.Clear();
        return new WireWriter(_result);
    }

    /// <inheritdoc/>
    internal override void EndResult()
    {
        if (_result.Length > Session.Limits.MessageBytes)
            SendError(JsonRpcErrors.AnswerTooLarge(Session.Limits.MessageBytes));
        else
            Answer(new HttpAnswer(_result.Written.ToArray(), null));
        _result.Release();
    }

    /// <inheritdoc/>
    internal override void SendError(ErrorPayload error) => Answer(new HttpAnswer(default, Traced(error)));

    /// <inheritdoc/>
    protected override void ReturnToPool()
    {
    }

    private void Answer(HttpAnswer answer)
    {
        BeforeAnswer();
        _answered.TrySetResult(answer);
        TakeAfterAnswer()?.Invoke();
    }
}
