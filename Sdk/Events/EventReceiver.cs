namespace Virtwire.Sdk.Events;

/// <summary>Takes the events of one subscription, on the reader's thread.</summary>
/// <param name="kinds">Which events it is for, in the words of a message: <c>Domain.stateChanged</c>.</param>
/// <param name="request">What is subscribed, with the position to begin after.</param>
internal abstract class EventReceiver(string kinds, EventsSubscribeRequest request)
{
    private string? _position = request.After;
    private EventSeat? _seat;
    private int _left;

    /// <summary>Which events it is for, for people.</summary>
    public string Kinds { get; } = kinds;

    /// <summary>What is to be subscribed now: what is wanted, after what has come.</summary>
    public EventsSubscribeRequest Request => request with { After = Position };

    /// <summary>Every event up to this position has come that is wanted; null before the first answer, where none was asked for.</summary>
    public string? Position
    {
        get => Volatile.Read(ref _position);
        set => Volatile.Write(ref _position, value);
    }

    /// <summary>Where it is subscribed, or was last; null before the first answer.</summary>
    public EventSeat? Seat
    {
        get => Volatile.Read(ref _seat);
        set => Volatile.Write(ref _seat, value);
    }

    /// <summary>Whether somebody has unsubscribed it.</summary>
    public bool HasLeft => Volatile.Read(ref _left) != 0;

    /// <summary>Whether notifications of that name are events that it is for.</summary>
    public abstract bool Takes(ReadOnlySpan<byte> method);

    /// <summary>Takes a notification, if it is about an object that is wanted; false when it has failed and takes no more.</summary>
    public abstract bool Deliver(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters);

    /// <summary>Takes the word that events are missing; false when it has failed and takes no more.</summary>
    public abstract bool DeliverGap(EventGap gap);

    /// <summary>Whether nobody has unsubscribed it yet; from then on nobody else needs to.</summary>
    public bool TryLeave() => Interlocked.Exchange(ref _left, 1) == 0;

    /// <summary>Nothing more will come; null where that is as it should be.</summary>
    public abstract void End(Exception? failure);
}
