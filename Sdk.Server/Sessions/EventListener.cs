using Virtwire.Sdk.Server.Events;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>Events that are sent to an outlet of their own, beside those that <c>Events.subscribe</c> asks for.</summary>
internal sealed class EventListener
{
    private readonly EventHub _hub;
    private readonly EventFeed _feed;

    private EventListener(EventHub hub, EventFeed feed)
    {
        _hub = hub;
        _feed = feed;
    }

    /// <summary>Whether there can be events of a resource, and of that name; null stands for all.</summary>
    internal static bool Knows(ServerCore core, string? resource, string? kind) =>
        (resource is null || core.Registry.KnowsResource(resource)) && (kind is null || core.Registry.KnowsEvent(kind));

    /// <summary>Whether a position is one that may have been given out.</summary>
    internal static bool IsPlausible(Session session, string position) => session.Events.IsPlausible(position);

    /// <summary>Begins to send events, what was missed first. The session is what it is from then on.</summary>
    /// <param name="session">Whose view decides what can be seen.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="after">The position of the last event seen; null to begin now.</param>
    /// <param name="outlet">Where they go.</param>
    internal static EventListener Begin(Session session, EventFilter filter, string? after, IEventOutlet outlet)
    {
        session.Use();
        var hub = session.Events;
        var feed = new EventFeed(outlet, session.View.Sees);
        using (hub.BetweenEvents())
            hub.Replay(feed, hub.Subscribe(feed, filter, after));
        return new EventListener(hub, feed);
    }

    /// <summary>Sends no more.</summary>
    internal void End() => _hub.Remove(_feed);
}
