using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Events;

/// <summary>
/// Gives each event of a connection to the subscriptions that want it. The server sends an event once, however many of them
/// match; only a replay belongs to one subscription alone, and is told by its count: the notifications that come right after
/// the subscription's answer. What is subscribed outlives a lost connection, and is resumed on the next one.
/// </summary>
internal sealed class EventHub : INotificationHandler
{
    private readonly Lock _gate = new();
    private readonly List<EventReceiver> _waiting = [];
    private EventReceiver[] _receivers = [];
    private EventReceiver? _replaying;
    private long _replayLeft;

    /// <summary>Subscribes; the receiver gets its events from the answer on.</summary>
    public ValueTask<Subscription> SubscribeAsync(RpcConnection connection, EventReceiver receiver)
    {
        if (!connection.TryBegin<SubscribeCall>(CoreApi.Events.Subscribe, out var call, out var failure))
            return ValueTask.FromException<Subscription>(failure);
        call.Serve(this, receiver);
        var answer = call.Task;
        // No deadline: the server may have subscribed by then, and only its answer says how to end that and what is a replay.
        var options = new CallOptions { Deadline = Timeout.InfiniteTimeSpan };
        connection.Send(call, CoreApi.Events.Subscribe, receiver.Request, options, CancellationToken.None);
        return answer;
    }

    /// <summary>
    /// Ends a subscription here, and tells the server if that can still be told. Its answer is not waited for: whoever leaves, perhaps because
    /// the server is silent, is not to be held up by it, and what is called from here on reaches the server behind it.
    /// </summary>
    public ValueTask UnsubscribeAsync(EventReceiver receiver)
    {
        if (!receiver.TryLeave())
            return default;
        Remove(receiver);
        receiver.End(null);
        _ = LeaveAsync(receiver);
        return default;
    }

    /// <summary>Subscribes anew, on a new connection, for all who were subscribed when the last one was lost: each goes on where it was.</summary>
    /// <param name="connection">The new connection.</param>
    /// <param name="cancellationToken">Gives up; the connection is to be ended then.</param>
    public Task ResumeAsync(RpcConnection connection, CancellationToken cancellationToken)
    {
        EventReceiver[] waiting;
        lock (_gate)
            waiting = [.. _waiting];
        return Task.WhenAll(waiting.Select(receiver => ResumeAsync(connection, receiver))).WaitAsync(cancellationToken);
    }

    /// <summary>Makes a receiver active, on the reader's thread, between the answer and what comes after it.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="seat">Where it is subscribed now.</param>
    /// <param name="answer">The answer.</param>
    public void Activate(EventReceiver receiver, EventSeat seat, Subscription answer)
    {
        lock (_gate)
        {
            receiver.Seat = seat;
            receiver.Position = answer.Position;
            _waiting.Remove(receiver);
            if (!receiver.HasLeft && !_receivers.Contains(receiver))
                _receivers = [.. _receivers, receiver];
        }

        _replaying = answer.Replayed > 0 ? receiver : null;
        _replayLeft = answer.Replayed;
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
        if (Deliver(receivers, method, parameters) is not { } position)
            return;

        // The server sends events in their order: what comes before this one, everybody has been sent who wants it.
        foreach (var receiver in receivers)
            receiver.Position = position;
    }

    /// <inheritdoc/>
    public void OnClosed(CloseReason reason)
    {
        _replaying = null;
        _replayLeft = 0;
        lock (_gate)
        {
            _waiting.AddRange(_receivers);
            _receivers = [];
        }
    }

    /// <summary>No other connection follows: all subscriptions end.</summary>
    public void End(Exception failure)
    {
        EventReceiver[] waiting;
        lock (_gate)
        {
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var receiver in waiting)
            receiver.End(failure);
    }

    private static async Task LeaveAsync(EventReceiver receiver)
    {
        // The seat's own connection, though there be a newer one: there the id is another's.
        if (receiver.Seat is not { } seat
            || !seat.Connection.TryBegin<ResultCall<Nothing>>(CoreApi.Events.Unsubscribe, out var call, out _))
        {
            return;
        }

        try
        {
            var answered = call.VoidTask;
            seat.Connection.Send(call, CoreApi.Events.Unsubscribe, new EventsUnsubscribeRequest { Id = seat.Id }, default, CancellationToken.None);
            await answered.ConfigureAwait(false);
        }
        catch (HostException)
        {
            // The subscription is gone with its connection, or unknown to the server: either way it has ended.
        }
    }

    private async Task ResumeAsync(RpcConnection connection, EventReceiver receiver)
    {
        try
        {
            await SubscribeAsync(connection, receiver).ConfigureAwait(false);

            // Who left meanwhile may have seen the seat before, where nobody sits any more.
            if (receiver.HasLeft)
                await LeaveAsync(receiver).ConfigureAwait(false);
        }
        catch (HostException refused) when (refused is not (ConnectionLostException or ShuttingDownException))
        {
            // A server that is about to stop refuses nobody's stream: the next link asks again.
            Remove(receiver);
            receiver.End(refused);
        }
    }

    /// <summary>Gives a notification to those who take it, and says the position that they are at by it; null where nobody has taken it.</summary>
    private string? Deliver(ReadOnlySpan<EventReceiver> receivers, ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters)
    {
        string? position = null;
        if (method.SequenceEqual(GapMessage.Method))
        {
            var gap = GapMessage.Read(parameters);
            foreach (var receiver in receivers)
            {
                if (!receiver.DeliverGap(gap))
                    Remove(receiver);
            }

            return gap.Position;
        }

        foreach (var receiver in receivers)
        {
            if (!receiver.Takes(method))
                continue;
            if (receiver.Deliver(method, parameters))
                position = receiver.Position;
            else
                Remove(receiver);
        }

        return position;
    }

    private void Remove(EventReceiver receiver)
    {
        lock (_gate)
        {
            _waiting.Remove(receiver);
            _receivers = [.. _receivers.Where(other => other != receiver)];
        }
    }
}
