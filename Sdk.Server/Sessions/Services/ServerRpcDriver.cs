using Virtwire.Sdk.Drivers;

namespace Virtwire.Sdk.Server.Sessions.Services;

/// <summary>The server's own resource <c>Rpc</c>: the start of a session, and what can be called in it.</summary>
internal sealed class ServerRpcDriver : RpcDriver
{
    /// <inheritdoc/>
    public override bool NonBlocking => true;

    /// <inheritdoc/>
    public override ValueTask<HelloResult> HelloAsync(RpcHelloRequest request, CallContext call) =>
        new(Greeting.Answer(((SessionCall)call.Call).Session, request));

    /// <inheritdoc/>
    public override ValueTask<OpenRpcDocument> DiscoverAsync(CallContext call) =>
        new(((SessionCall)call.Call).Session.View.Discovery);
}
