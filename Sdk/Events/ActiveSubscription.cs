using System.Threading.Channels;

namespace Virtwire.Sdk.Events;

/// <summary>A subscription that the server has confirmed.</summary>
/// <typeparam name="TEvent">The events.</typeparam>
internal sealed class ActiveSubscription<TEvent>(EventHub hub, EventReceiver<TEvent> receiver, string position)
    : EventSubscription<TEvent>
    where TEvent : HostEvent
{
    /// <inheritdoc/>
    public override string Position => position;

    /// <summary>The events that wait, and after the last of them the end.</summary>
    public ChannelReader<TEvent> Queue => receiver.Events;

    /// <inheritdoc/>
    public override IAsyncEnumerator<TEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        receiver.Events.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => hub.UnsubscribeAsync(receiver);
}
