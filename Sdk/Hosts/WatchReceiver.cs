using Virtwire.Sdk.Events;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Hosts;

/// <summary>Makes events of what a subscription to one kind is sent.</summary>
/// <typeparam name="TEvent">The events.</typeparam>
/// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
/// <typeparam name="TData">What an event tells.</typeparam>
internal sealed class WatchReceiver<TEvent, TRef, TData>(
    HostConnection connection, EventDescriptor<TRef, TData> descriptor, TRef? self, EventsSubscribeRequest request)
    : EventReceiver<TEvent>(descriptor.Name, request, connection.Options.MaxQueuedEvents)
    where TEvent : HostEvent, IHostEvent<TEvent, TRef, TData>
    where TRef : struct, IWireStruct<TRef>
    where TData : IWireStruct<TData>
{
    /// <inheritdoc/>
    public override bool Takes(ReadOnlySpan<byte> method) => method.SequenceEqual(descriptor.EncodedName.EncodedUtf8Bytes);

    /// <inheritdoc/>
    protected override bool TryRead(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters, out string position, out TEvent item) =>
        EventKind.TryRead<TEvent, TRef, TData>(connection, parameters, self, out position, out item);

    /// <inheritdoc/>
    protected override TEvent FromGap(EventGap gap) => TEvent.FromGap(gap);
}
