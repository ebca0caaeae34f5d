namespace Virtwire.Sdk;

/// <summary>
/// Events of one kind, to be enumerated: the subscription begins with the enumeration and ends with it. Who must not miss what
/// happens before the first event is awaited calls <see cref="StartAsync"/>.
/// </summary>
/// <typeparam name="TEvent">The events.</typeparam>
public abstract class EventStream<TEvent> : IAsyncEnumerable<TEvent>
    where TEvent : HostEvent
{
    /// <summary>Subscribes. When it returns, every event from then on, or after the position asked for, will be delivered.</summary>
    /// <exception cref="ConnectionLostException">The connection has ended, or is being made again.</exception>
    /// <exception cref="NotSupportedByPeerException">The server is too old to have the event.</exception>
    /// <exception cref="HostException">The server refuses the subscription.</exception>
    public abstract ValueTask<EventSubscription<TEvent>> StartAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Subscribes, and enumerates the events until the enumeration is left. It ends with an exception only: see
    /// <see cref="EventSubscription{TEvent}"/>.
    /// </summary>
    public virtual async IAsyncEnumerator<TEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var subscription = await StartAsync(cancellationToken).ConfigureAwait(false);
        await using (((IAsyncDisposable)subscription).ConfigureAwait(false))
        {
            await foreach (var item in subscription.WithCancellation(cancellationToken).ConfigureAwait(false))
                yield return item;
        }
    }
}
