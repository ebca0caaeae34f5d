using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>
/// Gives each event of a connection to the subscriptions that want it. The server sends an event once, however many of them
/// match; only a replay belongs to one subscription alone, and is told by its count: the notifications that come right after
/// the subscription's answer.
/// </summary>
internal sealed class EventHub : INotificationHandler
{
    private readonly Lock _gate = new();
    private RpcConnection _connection = null!;
    private EventReceiver[] _receivers = [];
    private EventReceiver? _replaying;
    private long _replayLeft;

    /// <summary>Joins the hub with the connection whose notifications it gets.</summary>
    public void Attach(RpcConnection connection) => _connection = connection;

    /// <summary>Subscribes; the receiver gets its events from the answer on.</summary>
    public ValueTask<Subscription> SubscribeAsync(EventReceiver receiver, EventsSubscribeRequest request)
    {
        if (!_connection.TryBegin<SubscribeCall>(CoreApi.Events.Subscribe, out var call, out var failure))
            return ValueTask.FromException<Subscription>(failure);
        call.Serve(this, receiver);
        var answer = call.Task;
        // No deadline: the server may have subscribed by then, and only its answer says how to end that and what is a replay.
        var options = new CallOptions { Deadline = Timeout.InfiniteTimeSpan };
        _connection.Send(call, CoreApi.Events.Subscribe, request, options, CancellationToken.None);
        return answer;
    }

    /// <summary>Ends a subscription here, and at the server if it can still be told.</summary>
    public async ValueTask UnsubscribeAsync(EventReceiver receiver, string id)
    {
        if (!receiver.TryLeave())
            return;
        Remove(receiver);
        receiver.End(null);
        if (!_connection.TryBegin<ResultCall<Nothing>>(CoreApi.Events.Unsubscribe, out var call, out _))
            return;
        try
        {
            var answered = call.VoidTask;
            _connection.Send(call, CoreApi.Events.Unsubscribe, new EventsUnsubscribeRequest { Id = id }, default, CancellationToken.None);
            await answered.ConfigureAwait(false);
        }
        catch (HostException)
        {
            // The subscription is gone with its connection, or unknown to the server: either way it has ended.
        }
    }

    /// <summary>Makes a receiver active, on the reader's thread, between the answer and what comes after it.</summary>
    public void Activate(EventReceiver receiver, long replayed)
    {
        lock (_gate)
        {
            if (!_receivers.Contains(receiver))
                _receivers = [.. _receivers, receiver];
        }

        _replaying = replayed > 0 ? receiver : null;
        _replayLeft = replayed;
    }

    /// <inheritdoc/>
    public void OnNotification(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters)
    {
        var receivers = Volatile.Read(ref _receivers);
        if (_replayLeft > 0)
        {
            _replayLeft--;
            if (receivers.Contains(_replaying))
                Deliver([_replaying!], method, parameters);
            return;
        }

        _replaying = null;
        Deliver(receivers, method, parameters);
    }

    /// <inheritdoc/>
    public void OnClosed(CloseReason reason)
    {
        EventReceiver[] receivers;
        lock (_gate)
        {
            receivers = _receivers;
            _receivers = [];
        }

        foreach (var receiver in receivers)
            receiver.End(Failures.Lost(_connection, reason, null, maybeSent: true));
    }

    private void Deliver(ReadOnlySpan<EventReceiver> receivers, ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters)
    {
        if (method.SequenceEqual(GapMessage.Method))
        {
            var gap = GapMessage.Read(parameters);
            foreach (var receiver in receivers)
            {
                if (!receiver.DeliverGap(gap))
                    Remove(receiver);
            }

            return;
        }

        foreach (var receiver in receivers)
        {
            if (receiver.Takes(method) && !receiver.Deliver(method, parameters))
                Remove(receiver);
        }
    }

    private void Remove(EventReceiver receiver)
    {
        lock (_gate)
            _receivers = [.. _receivers.Where(other => other != receiver)];
    }
}
