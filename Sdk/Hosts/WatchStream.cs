using Virtwire.Sdk.Events;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Hosts;

/// <summary>The events of some kinds on a connection.</summary>
/// <typeparam name="TEvent">The events.</typeparam>
/// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
/// <param name="connection">The connection.</param>
/// <param name="kinds">The kinds; those that the server is too old for are not asked for.</param>
/// <param name="self">The object whose events are wanted; null for those of all.</param>
/// <param name="after">The position after which to begin; null for now.</param>
/// <param name="receive">What takes them, once they are asked for.</param>
internal sealed class WatchStream<TEvent, TRef>(
    HostConnection connection, IReadOnlyList<EventDescriptor> kinds, TRef? self, string? after, Func<EventsSubscribeRequest, EventReceiver<TEvent>> receive)
    : EventStream<TEvent>
    where TEvent : HostEvent
    where TRef : struct, IWireStruct<TRef>
{
    /// <inheritdoc/>
    public override async ValueTask<EventSubscription<TEvent>> StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hub = connection.Events;
        var link = connection.Link ?? throw connection.WithoutLink();
        string[] known = [.. kinds.Where(kind => link.Peer.Have(kind.Namespace, kind.Since)).Select(static kind => kind.Name)];
        if (known.Length == 0)
            throw Failures.NotSupportedByPeer(kinds[0], link.Peer.Of(kinds[0].Namespace));
        var receiver = receive(new EventsSubscribeRequest
        {
            Kinds = known,
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
