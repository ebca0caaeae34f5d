using Microsoft.AspNetCore.Http;
using Virtwire.Sdk.Server.Bindings.Http.Calls;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Http.Rpc;

/// <summary>
/// JSON-RPC, a message a request: <c>POST /rpc</c>. A message that is answered has the status 200, whether the answer is a result or an error, and one
/// that is not has 204, once its calls are done. Other statuses are about the request as such.
/// </summary>
internal sealed class JsonRpcService : HttpService
{
    /// <inheritdoc/>
    internal override string Name => "rpc";

    /// <inheritdoc/>
    internal override bool Owns(PathString path) => path == "/rpc";

    /// <inheritdoc/>
    internal override async Task ServeAsync(HttpExchange exchange)
    {
        Bodies.RequireMethod(exchange, HttpMethods.Post);
        Bodies.RequireType(exchange, Bodies.Json);
        var headers = exchange.Context.Request.Headers;
        var meta = new JsonRpcMeta(RequestSessions.DeadlineOf(exchange), headers.TraceParent, headers["Idempotency-Key"]);
        var message = await Bodies.ReadAsync(exchange).ConfigureAwait(false);
        var session = RequestSessions.Open(exchange);
        try
        {
            await using var abort = exchange.Aborted.UnsafeRegister(static session => ((Session)session!).Close(), session);
            if (await AnswerAsync(session, message, meta).ConfigureAwait(false) is { } answer)
                await Bodies.WriteAsync(exchange, answer).ConfigureAwait(false);
            else
                exchange.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        finally
        {
            session.Close();
        }
    }

    private static async Task<byte[]?> AnswerAsync(Session session, ReadOnlyMemory<byte> message, JsonRpcMeta meta)
    {
        var outlet = new RpcOutlet(session);
        new JsonRpcReader(session, outlet).Read(message.Span, outlet, meta);

        // A deadline answers for a driver that goes on; a notification is done with when its call is.
        if (!outlet.Answer.IsCompleted)
            await Task.WhenAny(outlet.Answer, session.Calls.WhenEmpty()).ConfigureAwait(false);
        return outlet.Answer.IsCompleted ? await outlet.Answer.ConfigureAwait(false) : null;
    }
}
