namespace Virtwire.Sdk.Rpc;

/// <summary>Something that a <see cref="DeadlineWheel"/> watches, again and again for one use after the other.</summary>
internal abstract class DeadlineEntry
{
    /// <summary>No deadline.</summary>
    public const long None = long.MaxValue;

    private long _due = None;
    private long _visit = None;

    /// <summary>The tick at which it is over; <see cref="None"/> where nothing is.</summary>
    public long Due
    {
        get => Volatile.Read(ref _due);
        set => Volatile.Write(ref _due, value);
    }

    /// <summary>The neighbours in the wheel's slot, and the slot; the wheel's own.</summary>
    internal DeadlineEntry? Next { get; set; }

    /// <inheritdoc cref="Next"/>
    internal DeadlineEntry? Previous { get; set; }

    /// <inheritdoc cref="Next"/>
    internal int Slot { get; set; } = -1;

    /// <summary>The tick at which the wheel looks at it next; <see cref="None"/> while it will not. Written by the wheel alone.</summary>
    internal long Visit
    {
        get => Volatile.Read(ref _visit);
        set => Volatile.Write(ref _visit, value);
    }

    /// <summary>
    /// The time has come, or had come when the wheel looked: the entry may be in another use by now, and must look at
    /// <see cref="Due"/> itself. No lock is held.
    /// </summary>
    internal abstract void Expire(long now);
}
