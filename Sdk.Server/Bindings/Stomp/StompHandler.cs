using System.Globalization;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>Takes the frames of one client, on the connection's reader and one after the other.</summary>
internal sealed class StompHandler : IMessageHandler
{
    // What comes before CONNECT comes from nobody yet.
    private const int MostHeldBytes = 64 * 1024;

    private readonly StompConnection _connection;
    private readonly StompServerFraming _framing;
    private readonly StompLimits _limits;
    private readonly Session _session;
    private readonly JsonRpcReader _requests;
    private readonly StompRoute _route;
    private readonly StompTransactions _transactions;
    private readonly StompHeldFrames _early = new(MostHeldBytes);
    private long _notConsumed;

    internal StompHandler(StompConnection connection, StompServerFraming framing)
    {
        _connection = connection;
        _framing = framing;
        _session = connection.Session;
        _limits = new StompLimits(_session.Limits.MessageBytes);
        _route = new StompRoute(connection);
        _transactions = new StompTransactions(_session.Limits.MessageBytes);
        _requests = new JsonRpcReader(_session, new StompReply(connection, StompClientFraming.Replies, null));
    }

    /// <summary>The version agreed on; null before CONNECT.</summary>
    internal StompVersion? Version { get; private set; }

    /// <summary>Where the last request wants its answers; null while there was none.</summary>
    internal StompSubscription? LastReply { get; private set; }

    /// <inheritdoc/>
    public void OnMessage(ReadOnlySpan<byte> message)
    {
        var head = _framing.Head;
        var receipt = head.Text(StompHeaderName.Receipt);
        try
        {
            if (Version is not null)
                Process(head, message, isReplay: false);
            else
                ProcessEarly(head, message);
        }
        catch (StompFaultException fault)
        {
            _connection.Refuse(fault, receipt);
        }
    }

    /// <inheritdoc/>
    public void OnTooLarge() => throw new NotSupportedException("A frame that is too large is a broken one.");

    /// <inheritdoc/>
    public IThreadPoolWorkItem? TakeWork() => null;

    /// <summary>The connection is over: open transactions come to nothing.</summary>
    internal void Close()
    {
        _transactions.Clear();
        _early.Drop();
    }

    private void ProcessEarly(StompHead head, ReadOnlySpan<byte> body)
    {
        switch (head.Command)
        {
            case StompCommand.Connect or StompCommand.Stomp:
                var greeting = StompGreeting.Read(head, _session);
                _connection.SendConnected(greeting);
                Version = greeting.Version;
                head.Version = greeting.Version;
                _early.Replay(greeting.Version, _limits, (held, heldBody) => Process(held, heldBody, isReplay: false));
                break;
            case StompCommand.Subscribe or StompCommand.Send:
                if (!_early.TryAdd(head, body))
                    throw new StompFaultException(string.Create(CultureInfo.InvariantCulture, $"More than {MostHeldBytes} bytes came before CONNECT, which is the most."));
                break;
            default:
                throw new StompFaultException("The first frame must be CONNECT.");
        }
    }

    private void Process(StompHead head, ReadOnlySpan<byte> body, bool isReplay)
    {
        switch (head.Command)
        {
            case StompCommand.Send or StompCommand.Ack or StompCommand.Nack when !isReplay && head.Has(StompHeaderName.Transaction):
                _transactions.Hold(head.Text(StompHeaderName.Transaction)!, head, body);
                break;
            case StompCommand.Send:
                Send(head, body);
                break;
            case StompCommand.Subscribe:
                Subscribe(head);
                break;
            case StompCommand.Unsubscribe:
                Unsubscribe(head);
                break;
            case StompCommand.Ack:
                Release(head);
                break;
            case StompCommand.Nack when Version > StompVersion.V10:
                StompLog.NotConsumed(_session.Core.Logger, _session.Info.Id, Release(head), ++_notConsumed);
                break;
            case StompCommand.Begin:
                _transactions.Begin(Required(head, StompHeaderName.Transaction, "transaction"));
                break;
            case StompCommand.Abort:
                _transactions.End(Required(head, StompHeaderName.Transaction, "transaction")).Drop();
                break;
            case StompCommand.Commit:
                _transactions.End(Required(head, StompHeaderName.Transaction, "transaction"))
                    .Replay(Version!.Value, _limits, (held, heldBody) => Process(held, heldBody, isReplay: true));
                break;
            case StompCommand.Disconnect:
                _connection.Leave(head.Text(StompHeaderName.Receipt));
                return;
            case StompCommand.Connect or StompCommand.Stomp:
                throw new StompFaultException("The client has connected already.");
            default:
                throw new StompFaultException(FramingFault.FrameCommand.Describe());
        }

        // Within a transaction the frame was told to have been processed when it was held.
        if (!isReplay && head.Text(StompHeaderName.Receipt) is { } receipt)
            _connection.SendReceipt(receipt);
    }

    private void Send(StompHead head, ReadOnlySpan<byte> body)
    {
        var destination = _route.DestinationOf(head);
        if (destination.Kind == StompDestinationKind.Topic)
        {
            Forward(head, body);
            return;
        }

        var meta = StompMeta.Read(head);
        var reply = _route.ReplyOf(head, destination);
        LastReply = reply as StompSubscription ?? LastReply;
        _requests.Read(body, reply, meta);
    }

    private void Forward(StompHead head, ReadOnlySpan<byte> body)
    {
        if (_session.View.Role < SessionRole.Read)
            throw new StompFaultException("This identity may not send to others.");
        foreach (var listener in _connection.Topics.Listeners(head.Text(StompHeaderName.Destination)!))
        {
            var headers = new FrameBuffer();
            var writer = new StompWriter(headers, listener.Version);
            for (var i = 0; i < head.Count; i++)
            {
                var (known, name, value) = head.At(i);
                if (IsPassedOn(known))
                    writer.Header(name, value);
            }

            listener.Deliver(headers.Written, body);
            headers.Release();
        }
    }

    private static bool IsPassedOn(StompHeaderName name) => name switch
    {
        StompHeaderName.Destination or StompHeaderName.ContentLength or StompHeaderName.Receipt or StompHeaderName.Transaction => false,
        StompHeaderName.MessageId or StompHeaderName.Subscription or StompHeaderName.Ack => false,
        _ => true,
    };

    private void Subscribe(StompHead head)
    {
        var name = Required(head, StompHeaderName.Destination, "destination");
        var id = Version > StompVersion.V10 ? Required(head, StompHeaderName.Id, "id") : head.Text(StompHeaderName.Id);
        if (!StompAckModes.TryParse(head.Text(StompHeaderName.Ack), out var mode))
            throw new StompFaultException("The header 'ack' is none of auto, client and client-individual.");
        if (_session.Core.Limits.Subscriptions is var most && _connection.Subscriptions.Count >= most)
            throw new StompFaultException(string.Create(CultureInfo.InvariantCulture, $"This connection has {most} subscriptions, which is the most."));
        var destination = StompDestination.Of(name, _session.Core);
        if (destination.Kind == StompDestinationKind.Unknown)
            throw new StompFaultException($"There is no destination '{name}'.");
        var position = head.Text(StompHeaderName.Position);
        if (position is not null && !EventListener.IsPlausible(_session, position))
            throw new StompFaultException("The header 'position' is no position that this server has given out.");

        var subscription = new StompSubscription(_connection, Version!.Value, id, name, mode);
        if (!_connection.Subscriptions.TryAdd(subscription, destination.Kind == StompDestinationKind.Topic))
            throw new StompFaultException($"There is a subscription '{subscription.Key}' already.");
        if (destination.Filter is { } filter)
            subscription.Events = EventListener.Begin(_session, filter, position, subscription);
    }

    private void Unsubscribe(StompHead head)
    {
        var key = head.Text(StompHeaderName.Id)
            ?? (Version == StompVersion.V10 ? Required(head, StompHeaderName.Destination, "id or destination") : Required(head, StompHeaderName.Id, "id"));
        if (!_connection.Subscriptions.Remove(key))
            throw new StompFaultException($"There is no subscription '{key}'.");
    }

    /// <summary>Takes a message for acknowledged; returns its id.</summary>
    private string Release(StompHead head)
    {
        var text = Version == StompVersion.V12
            ? Required(head, StompHeaderName.Id, "id")
            : Required(head, StompHeaderName.MessageId, "message-id");
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        var isReleased = isNumber && (Version == StompVersion.V11
            ? _connection.Subscriptions.Find(Required(head, StompHeaderName.Subscription, "subscription"))?.TryRelease(id) == true
            : _connection.Subscriptions.TryRelease(id));
        return isReleased ? text : throw new StompFaultException($"No message '{text}' waits to be acknowledged.");
    }

    private static string Required(StompHead head, StompHeaderName name, string text) =>
        head.Text(name) is { Length: > 0 } value ? value : throw new StompFaultException($"{head.Command.ToString().ToUpperInvariant()} needs the header '{text}'.");
}
