using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>A connection that speaks JSON-RPC and nothing else: whatever is sent on it is such a message.</summary>
internal sealed class JsonRpcConnection : SessionConnection, IJsonRpcOutlet
{
    internal JsonRpcConnection(ServerCore core, ServerLimits limits, Transport transport, MessageFraming framing, PeerIdentity peer)
        : base(core, limits, peer, framing)
        => Attach(transport, framing, new JsonRpcReader(Session, this));

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> message)
    {
        if (Writer.AppendEncoded(message).Status == AppendStatus.OutboxFull)
            CutOff();
    }

    /// <inheritdoc/>
    protected override void AppendLast(ErrorPayload error, ReadOnlyMemory<byte>? gap) =>
        Writer.AppendLast(gap is { } told ? told.Span : JsonRpcAnswer.Error("null"u8, error));

    /// <inheritdoc/>
    protected override void SendEvent(ReadOnlyMemory<byte> notification) => Send(notification.Span);

    /// <inheritdoc/>
    protected override void OnBrokenFraming(CloseReason reason) =>
        Send(JsonRpcAnswer.Error("null"u8, Session.Traced(JsonRpcErrors.BrokenFraming(reason.Message, Session.Limits.HeaderBytes))));
}
