namespace Virtwire.Sdk;

/// <summary>
/// A subscription that is active: events gather until they are enumerated, one by one and once. The enumeration goes on until
/// it is left or the subscription is disposed of. Where the connection is lost and made again it goes on behind the last event that came:
/// none is missing or comes twice, and where the server has no longer what happened meanwhile, it says so by an event that
/// <see cref="HostEvent.IsGap"/>. It fails with <see cref="ConnectionLostException"/> when the connection ends for good, and with a
/// <see cref="HostException"/> when so many events have gathered that no more are kept.
/// </summary>
/// <typeparam name="TEvent">The events.</typeparam>
public abstract class EventSubscription<TEvent> : IAsyncEnumerable<TEvent>, IAsyncDisposable
    where TEvent : HostEvent
{
    /// <summary>Where it begins: every matching event after this position is delivered.</summary>
    public abstract string Position { get; }

    /// <summary>Enumerates the events. Two enumerations at once share them.</summary>
    public abstract IAsyncEnumerator<TEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the subscription, and with it its enumeration after what has gathered. The server is told, and not waited for.
    /// </summary>
    public abstract ValueTask DisposeAsync();
}
