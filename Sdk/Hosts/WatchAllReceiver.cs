using Virtwire.Sdk.Events;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Hosts;

/// <summary>Makes events of what a subscription to all kinds of a resource is sent.</summary>
/// <typeparam name="TEvent">The base class of the events.</typeparam>
/// <typeparam name="TRef">What stands for an object on the wire.</typeparam>
internal sealed class WatchAllReceiver<TEvent, TRef>(HostConnection connection, TRef? self, EventsSubscribeRequest request)
    : EventReceiver<TEvent>($"of {TEvent.Kinds[0].Descriptor.Resource}", request, connection.Options.MaxQueuedEvents)
    where TEvent : HostEvent, IResourceEvent<TEvent, TRef>
    where TRef : struct, IWireStruct<TRef>
{
    /// <inheritdoc/>
    public override bool Takes(ReadOnlySpan<byte> method) => Find(method) is not null;

    /// <inheritdoc/>
    protected override bool TryRead(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters, out string position, out TEvent item) =>
        Find(method)!.TryRead(connection, parameters, self, out position, out item);

    /// <inheritdoc/>
    protected override TEvent FromGap(EventGap gap) => TEvent.FromGap(gap);

    private static EventKind<TEvent, TRef>? Find(ReadOnlySpan<byte> method)
    {
        foreach (var kind in TEvent.Kinds)
        {
            if (method.SequenceEqual(kind.Descriptor.EncodedName.EncodedUtf8Bytes))
                return kind;
        }

        return null;
    }
}
