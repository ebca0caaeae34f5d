using System.Globalization;

namespace Virtwire.Sdk.Server.Events;

/// <summary>The events of one connection: its subscriptions, and how far it has been told. Everything here runs under the hub's lock.</summary>
/// <param name="outlet">Where events are sent.</param>
/// <param name="sees">Whether the session's view has an event.</param>
internal sealed class EventFeed(IEventOutlet outlet, Func<EventDescriptor, bool> sees)
{
    private readonly Dictionary<string, EventFilter> _subscriptions = [];
    private long _lastId;

    /// <summary>How many subscriptions there are.</summary>
    internal int Count => _subscriptions.Count;

    /// <summary>The connection is over: what is subscribed from now on is never told.</summary>
    internal bool IsClosed { get; set; }

    /// <summary>The number of the last event that is no news to the connection any more; null where that is not known.</summary>
    internal long? Told { get; private set; }

    /// <summary>Adds a subscription.</summary>
    /// <returns>Its id.</returns>
    internal string Add(EventFilter filter)
    {
        var id = (++_lastId).ToString(CultureInfo.InvariantCulture);
        _subscriptions.Add(id, filter);
        return id;
    }

    /// <summary>Ends a subscription; false when there is none of that id.</summary>
    internal bool Remove(string id) => _subscriptions.Remove(id);

    /// <summary>Whether the session may be sent an event at all.</summary>
    internal bool Sees(PublishedEvent published) => Sees(published.Descriptor);

    /// <summary>Whether the session may be sent such events at all.</summary>
    internal bool Sees(EventDescriptor descriptor) => sees(descriptor);

    /// <summary>Sends an event once if any subscription wants it.</summary>
    internal void Offer(PublishedEvent published)
    {
        if (!Sees(published) || !Wants(published))
            return;
        outlet.Send(published.Notification);
        Told = published.Sequence;
    }

    /// <summary>Sends a subscription's replay, now that its answer has been sent.</summary>
    /// <param name="replay">What it missed.</param>
    /// <param name="through">The number of the last event that there is.</param>
    internal void Replay(IReadOnlyList<ReadOnlyMemory<byte>> replay, long through)
    {
        // In between, what one subscription has been told another has not.
        Told = null;
        foreach (var notification in replay)
            outlet.Send(notification);
        Told = through;
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
