using System.Globalization;

namespace Virtwire.Sdk.Server.Events;

/// <summary>
/// The events of one connection: its subscriptions, and what waits while a subscription's answer is on its way. Everything here
/// runs under the hub's lock.
/// </summary>
internal sealed class EventFeed
{
    private readonly IEventOutlet _outlet;
    private readonly Func<EventDescriptor, bool> _sees;
    private readonly Dictionary<string, EventFilter> _subscriptions = [];
    private readonly Queue<PublishedEvent> _held = new();
    private readonly long _mostHeldBytes;
    private long _heldBytes;
    private int _holds;
    private long _lastId;

    /// <summary>A feed without subscriptions.</summary>
    /// <param name="outlet">Where events are sent.</param>
    /// <param name="sees">Whether the session's view has an event.</param>
    /// <param name="mostHeldBytes">How many bytes of events may be held back: as many as may wait for a slow reader.</param>
    internal EventFeed(IEventOutlet outlet, Func<EventDescriptor, bool> sees, long mostHeldBytes)
    {
        _outlet = outlet;
        _sees = sees;
        _mostHeldBytes = mostHeldBytes;
    }

    /// <summary>How many subscriptions there are.</summary>
    internal int Count => _subscriptions.Count;

    /// <summary>Adds a subscription, and holds all events back until <see cref="Release"/>.</summary>
    /// <returns>Its id.</returns>
    internal string Add(EventFilter filter)
    {
        var id = (++_lastId).ToString(CultureInfo.InvariantCulture);
        _subscriptions.Add(id, filter);
        _holds++;
        return id;
    }

    /// <summary>Ends a subscription; false when there is none of that id.</summary>
    internal bool Remove(string id) => _subscriptions.Remove(id);

    /// <summary>Whether the session may be sent an event at all.</summary>
    internal bool Sees(PublishedEvent published) => _sees(published.Descriptor);

    /// <summary>Sends an event once if any subscription wants it.</summary>
    internal void Offer(PublishedEvent published)
    {
        if (!Sees(published) || !Wants(published))
            return;
        if (_holds > 0)
            Hold(published);
        else
            _outlet.Send(published.Notification);
    }

    /// <summary>Sends a subscription's replay, now that its answer has been sent, and then what was held back.</summary>
    internal void Release(IReadOnlyList<ReadOnlyMemory<byte>> replay)
    {
        foreach (var notification in replay)
            _outlet.Send(notification);
        if (--_holds > 0)
            return;
        while (_held.TryDequeue(out var published))
            _outlet.Send(published.Notification);
        _heldBytes = 0;
    }

    // The answer of a subscription in a batch waits for the batch's slowest call: what is held until then must have an end.
    private void Hold(PublishedEvent published)
    {
        _heldBytes += published.Notification.Length;
        if (_heldBytes <= _mostHeldBytes)
        {
            _held.Enqueue(published);
            return;
        }

        _held.Clear();
        _outlet.CutOff(_heldBytes);
    }

    private bool Wants(PublishedEvent published)
    {
        foreach (var filter in _subscriptions.Values)
        {
            if (filter.Matches(published))
                return true;
        }

        return false;
    }
}
