namespace Virtwire.Sdk.Events;

/// <summary>Takes the events of one subscription, on the reader's thread.</summary>
/// <param name="descriptor">The kind of event.</param>
internal abstract class EventReceiver(EventDescriptor descriptor)
{
    private int _left;

    /// <summary>The kind of event.</summary>
    public EventDescriptor Descriptor { get; } = descriptor;

    /// <summary>Whether notifications of that name are events of this kind.</summary>
    public virtual bool Takes(ReadOnlySpan<byte> method) => method.SequenceEqual(Descriptor.EncodedName.EncodedUtf8Bytes);

    /// <summary>Takes a notification, if it is about an object that is wanted; false when it has failed and takes no more.</summary>
    public abstract bool Deliver(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters);

    /// <summary>Takes the word that events are missing; false when it has failed and takes no more.</summary>
    public abstract bool DeliverGap(EventGap gap);

    /// <summary>Whether nobody has unsubscribed it yet; from then on nobody else needs to.</summary>
    public bool TryLeave() => Interlocked.Exchange(ref _left, 1) == 0;

    /// <summary>Nothing more will come; null where that is as it should be.</summary>
    public abstract void End(Exception? failure);
}
