using Virtwire.Sdk.Events;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Hosts;

/// <summary>Makes events of what a subscription is sent.</summary>
/// <typeparam name="TEvent">The events.</typeparam>
/// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
/// <typeparam name="TData">What an event tells.</typeparam>
internal sealed class WatchReceiver<TEvent, TRef, TData>(
    HostConnection connection, EventDescriptor<TRef, TData> descriptor, TRef? self, EventsSubscribeRequest request)
    : EventReceiver<TEvent>(descriptor, request, connection.Options.MaxQueuedEvents)
    where TEvent : HostEvent, IHostEvent<TEvent, TRef, TData>
    where TRef : struct, IWireStruct<TRef>
    where TData : IWireStruct<TData>
{
    /// <inheritdoc/>
    protected override bool TryRead(ReadOnlySpan<byte> parameters, out string position, out TEvent item)
    {
        var message = EventMessage<TRef, TData>.Read(parameters);
        position = message.Position;
        item = null!;

        // Another subscription of this connection may have asked for the events of other objects as well.
        if (self is { } wanted && !NamesSame(wanted, message.Self))
            return false;
        item = TEvent.FromWire(connection, message.Self, message.Data, message.Position);
        return true;
    }

    /// <inheritdoc/>
    protected override TEvent FromGap(EventGap gap) => TEvent.FromGap(gap);

    private static bool NamesSame(TRef wanted, TRef subject) =>
        wanted is IWireReference<TRef> reference ? reference.NamesSame(subject) : wanted.Equals(subject);
}
