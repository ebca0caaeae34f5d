using Virtwire.Sdk.Events;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Hosts;

/// <summary>The events of a kind on a connection.</summary>
/// <typeparam name="TEvent">The events.</typeparam>
/// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
/// <typeparam name="TData">What an event tells.</typeparam>
internal sealed class WatchStream<TEvent, TRef, TData>(
    HostConnection connection, EventDescriptor<TRef, TData> descriptor, TRef? self, string? after) : EventStream<TEvent>
    where TEvent : HostEvent, IHostEvent<TEvent, TRef, TData>
    where TRef : struct, IWireStruct<TRef>
    where TData : IWireStruct<TData>
{
    /// <inheritdoc/>
    public override async ValueTask<EventSubscription<TEvent>> StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hub = connection.Events;
        var link = connection.Link ?? throw ResourceClient.Unbound();
        if (!link.Peer.Have(descriptor.Namespace, descriptor.Since))
            throw Failures.NotSupportedByPeer(descriptor, link.Peer.Of(descriptor.Namespace));
        var receiver = new WatchReceiver<TEvent, TRef, TData>(connection, descriptor, self, new EventsSubscribeRequest
        {
            Kinds = [descriptor.Name],
            About = self is { } subject ? WireValue.ToElement<TRef, TRef>(KeyOf(subject)) : null,
            After = after,
        });

        // The call itself is not taken back: the server may have subscribed by then, and only its answer says how to end that.
        var answering = hub.SubscribeAsync(link.Rpc, receiver).AsTask();
        try
        {
            var options = connection.Options;
            var answer = await answering.WaitAsync(Bounded(options.Deadline), options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return new ActiveSubscription<TEvent>(hub, receiver, answer.Position);
        }
        catch (Exception gaveUp) when (gaveUp is OperationCanceledException or TimeoutException)
        {
            _ = EndWhenAnsweredAsync(hub, receiver, answering);
            if (gaveUp is TimeoutException)
                throw Failures.DeadlineExceeded(CoreApi.Events.Subscribe);
            throw;
        }
    }

    // A timer can wait for 49 days at most.
    private static TimeSpan Bounded(TimeSpan deadline) => deadline.TotalDays > 49 ? Timeout.InfiniteTimeSpan : deadline;

    /// <summary>A whole handle would no longer match once the object has another name.</summary>
    private static TRef KeyOf(TRef subject) => subject is IWireReference<TRef> reference ? reference.Key : subject;

    private static async Task EndWhenAnsweredAsync(EventHub hub, EventReceiver receiver, Task<Subscription> answering)
    {
        try
        {
            await answering.ConfigureAwait(false);
            await hub.UnsubscribeAsync(receiver).ConfigureAwait(false);
        }
        catch (HostException)
        {
            // There is no subscription, and nobody waits for one any more.
        }
    }
}
