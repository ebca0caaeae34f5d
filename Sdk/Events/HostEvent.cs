using System.ComponentModel;

namespace Virtwire.Sdk;

/// <summary>Something that happened on the host, or the word that such things are missing.</summary>
public abstract class HostEvent
{
    /// <summary>An event.</summary>
    /// <param name="position">Its position.</param>
    protected HostEvent(string position) => Position = position;

    /// <summary>A gap between events.</summary>
    /// <param name="gap">What is known of it.</param>
    protected HostEvent(EventGap gap)
    {
        Position = gap.Position;
        Gap = gap;
    }

    /// <summary>Where in the server's events it stands: opaque, to be given as <c>after</c> in order to go on behind it.</summary>
    public string Position { get; }

    /// <summary>Whether it only says that events are missing, and tells of nothing itself.</summary>
    public bool IsGap => Gap is not null;

    /// <summary>What is known of the missing events; null for an event.</summary>
    public EventGap? Gap { get; }

    /// <summary>What only an event has, and a gap lacks.</summary>
    /// <exception cref="InvalidOperationException">It is a gap.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static T Present<T>(T? value)
        where T : class =>
        value ?? throw new InvalidOperationException("This is no event but the word that events are missing. Ask IsGap first.");
}
