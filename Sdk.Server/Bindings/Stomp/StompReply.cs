using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>
/// Where the answers to one SEND go that is not the usual case: it has a flow id, which its answers carry as well, or nobody has subscribed
/// yet to what it wants its answers sent to.
/// </summary>
internal sealed class StompReply(StompConnection connection, string destination, string? flow) : IJsonRpcOutlet
{
    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> message)
    {
        if (connection.Subscriptions.To(destination) is not { } subscription)
        {
            StompLog.NoSubscription(connection.Session.Core.Logger, connection.Session.Info.Id, destination);
            return;
        }

        if (flow is null)
        {
            subscription.Send(message);
            return;
        }

        var headers = new FrameBuffer();
        var writer = new StompWriter(headers, subscription.Version);
        writer.Header("content-type"u8, "application/json"u8);
        writer.Header("ovirtCorrelationId"u8, flow);
        subscription.Deliver(headers.Written, message);
        headers.Release();
    }

    /// <inheritdoc/>
    public void RunBetweenEvents(ReadOnlySpan<WorkItem> items)
    {
        if (connection.Subscriptions.To(destination) is { } subscription)
            connection.EventReply = subscription;
        connection.RunBetweenEvents(items);
    }
}
