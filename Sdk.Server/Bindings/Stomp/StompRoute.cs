using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Server.Bindings.JsonRpc;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>Where SENDs go, and where their answers go. Remembers the last one: the next is nearly always like it.</summary>
/// <param name="connection">The connection.</param>
internal sealed class StompRoute(StompConnection connection)
{
    private byte[] _lastDestination = [];
    private byte[] _lastReplyTo = [];
    private StompDestination? _last;
    private StompSubscription? _lastReply;
    private int _changes = -1;

    /// <summary>What the destination of a SEND is.</summary>
    /// <exception cref="StompFaultException">It has none, or one that nobody can send to.</exception>
    internal StompDestination DestinationOf(StompHead head)
    {
        var raw = head.Raw(StompHeaderName.Destination);
        if (_last is not null && raw.SequenceEqual(_lastDestination))
            return _last;
        if (raw.IsEmpty)
            throw new StompFaultException("SEND needs a destination.");
        var name = head.Text(StompHeaderName.Destination)!;
        var destination = StompDestination.Of(name, connection.Session.Core);
        if (destination.Kind is StompDestinationKind.Event or StompDestinationKind.Reply)
            throw new StompFaultException($"Only the server sends to '{name}'.");
        if (destination.Kind == StompDestinationKind.Unknown)
            throw new StompFaultException($"There is no destination '{name}'.");
        (_last, _lastDestination, _changes) = (destination, raw.ToArray(), -1);
        return destination;
    }

    /// <summary>Where the answers to a request go.</summary>
    internal IJsonRpcOutlet ReplyOf(StompHead head, StompDestination destination)
    {
        var flow = head.Text(StompHeaderName.OvirtCorrelationId);
        if (flow is not null)
        {
            StompLog.Flow(connection.Session.Core.Logger, connection.Session.Info.Id, flow);
            return new StompReply(connection, NameOf(head, destination), flow);
        }

        var raw = head.Raw(StompHeaderName.ReplyTo);
        if (_lastReply is not null && _changes == connection.Subscriptions.Changes && raw.SequenceEqual(_lastReplyTo))
            return _lastReply;
        var name = NameOf(head, destination);
        if (connection.Subscriptions.To(name) is not { } subscription)
            return new StompReply(connection, name, flow);
        (_lastReply, _lastReplyTo, _changes) = (subscription, raw.ToArray(), connection.Subscriptions.Changes);
        return subscription;
    }

    private static string NameOf(StompHead head, StompDestination destination) =>
        head.Text(StompHeaderName.ReplyTo) ?? destination.DefaultReply!;
}
