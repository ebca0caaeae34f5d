using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Events;

/// <summary>
/// The events of one driver: numbered, kept for a while, and handed to the feeds of those who listen. One lock orders everything,
/// so that events arrive everywhere in the order in which they were published, and before the answers of the calls that made them:
/// an event has been appended to what a connection sends before its publisher goes on.
/// </summary>
internal sealed class EventHub(string epoch, int kept) : IEventSink
{
    private readonly Lock _gate = new();
    private readonly EventRing _ring = new(kept);
    private readonly List<EventFeed> _feeds = [];
    private long _sequence;

    /// <inheritdoc/>
    public string Position => new EventPosition(epoch, Volatile.Read(ref _sequence)).ToString();

    /// <inheritdoc/>
    public void Publish<TRef, TData>(EventDescriptor<TRef, TData> descriptor, TRef self, TData data)
        where TRef : IWireStruct<TRef>
        where TData : IWireStruct<TData>
    {
        // Foreign values are encoded before the lock is taken; only the position goes in under it.
        var encoded = EventEncoder.Encode(descriptor, self, data);
        lock (_gate)
        {
            var sequence = _sequence + 1;
            var published = encoded.Complete(descriptor, new EventPosition(epoch, sequence));
            Volatile.Write(ref _sequence, sequence);
            if (descriptor.Delivery == EventDelivery.Replay)
                _ring.Add(published);
            foreach (var feed in _feeds)
                feed.Offer(published);
        }
    }

    /// <summary>Tells an event of the server, which gets no number where nobody listens who may be told it: to others it is none.</summary>
    internal void PublishForSome<TRef, TData>(EventDescriptor<TRef, TData> descriptor, TRef self, TData data)
        where TRef : IWireStruct<TRef>
        where TData : IWireStruct<TData>
    {
        bool isHeard;
        lock (_gate)
            isHeard = _feeds.Exists(feed => feed.Sees(descriptor));
        if (isHeard)
            Publish(descriptor, self, data);
    }

    /// <summary>
    /// Holds all publishers up until the scope is left, for what must happen between two events. No foreign code may run in it, and
    /// nothing that waits.
    /// </summary>
    internal Lock.Scope BetweenEvents() => _gate.EnterScope();

    /// <summary>
    /// Begins a subscription. Within <see cref="BetweenEvents"/>, which is left only after the answer was sent and then
    /// <see cref="Replay(EventFeed, StartedSubscription)"/> was called: whoever subscribes must know of it before the first event.
    /// </summary>
    /// <param name="feed">The connection's feed.</param>
    /// <param name="filter">What it wants.</param>
    /// <param name="after">Where it left off; null to begin now.</param>
    internal StartedSubscription Subscribe(EventFeed feed, EventFilter filter, string? after)
    {
        lock (_gate)
        {
            if (feed.Count == 0 && !feed.IsClosed)
                _feeds.Add(feed);
            var here = new EventPosition(epoch, _sequence);
            var replay = after is null ? [] : Replay(feed, filter, after, here);
            return new StartedSubscription(feed.Add(filter), after ?? here.ToString(), replay);
        }
    }

    /// <summary>Whether a position can have been given out: one of this epoch that is not ahead of its events, or any of another.</summary>
    internal bool IsPlausible(string position) => EventPosition.TryParse(position, out var parsed)
        && (parsed.Epoch != epoch || parsed.Sequence <= Volatile.Read(ref _sequence));

    /// <summary>Sends what a subscription missed. Called once its answer has been sent.</summary>
    internal void Replay(EventFeed feed, StartedSubscription started)
    {
        lock (_gate)
            feed.Replay(started.Replay, _sequence);
    }

    /// <summary>The last notification of a connection that reads too slowly; null where it has no subscription.</summary>
    internal ReadOnlyMemory<byte>? Overflow(EventFeed feed)
    {
        lock (_gate)
        {
            if (feed.Count == 0)
                return null;
            var told = feed.Told is { } sequence ? new EventPosition(epoch, sequence).ToString() : null;
            return EventEncoder.Gap(told, new EventPosition(epoch, _sequence), GapReason.Overflow);
        }
    }

    /// <summary>Ends a subscription; false when there is none of that id.</summary>
    internal bool Unsubscribe(EventFeed feed, string id)
    {
        lock (_gate)
        {
            var removed = feed.Remove(id);
            if (removed && feed.Count == 0)
                _feeds.Remove(feed);
            return removed;
        }
    }

    /// <summary>Forgets a connection.</summary>
    internal void Remove(EventFeed feed)
    {
        lock (_gate)
        {
            feed.IsClosed = true;
            if (feed.Count > 0)
                _feeds.Remove(feed);
        }
    }

    private List<ReadOnlyMemory<byte>> Replay(EventFeed feed, EventFilter filter, string after, EventPosition here)
    {
        // Hello takes any position: one that is ahead of all events is none that this run has given out.
        if (!EventPosition.TryParse(after, out var position) || position.Epoch != epoch || position.Sequence > here.Sequence)
            return [EventEncoder.Gap(after, here, GapReason.Restarted)];

        var replay = new List<ReadOnlyMemory<byte>>();
        if (position.Sequence < _ring.EvictedThrough)
            replay.Add(EventEncoder.Gap(after, here with { Sequence = _ring.EvictedThrough }, GapReason.Evicted));
        foreach (var published in _ring.After(position.Sequence))
        {
            if (feed.Sees(published) && filter.Matches(published))
                replay.Add(published.Notification);
        }

        return replay;
    }
}

/// <summary>A subscription that has begun and whose answer is still to be sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="Replay">What it is sent first.</param>
internal sealed record StartedSubscription(string Id, string Position, IReadOnlyList<ReadOnlyMemory<byte>> Replay);
