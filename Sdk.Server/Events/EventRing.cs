namespace Virtwire.Sdk.Server.Events;

/// <summary>The last events, for those who come back. Not for several threads at once.</summary>
internal sealed class EventRing(int capacity)
{
    private readonly Queue<PublishedEvent> _kept = new();

    /// <summary>The number of the newest event that is gone; 0 while none is.</summary>
    internal long EvictedThrough { get; private set; }

    /// <summary>Keeps an event, at the cost of the oldest one.</summary>
    internal void Add(PublishedEvent published)
    {
        if (capacity == 0)
        {
            EvictedThrough = published.Sequence;
            return;
        }

        if (_kept.Count == capacity)
            EvictedThrough = _kept.Dequeue().Sequence;
        _kept.Enqueue(published);
    }

    /// <summary>The kept events after a number.</summary>
    internal IEnumerable<PublishedEvent> After(long sequence) => _kept.SkipWhile(e => e.Sequence <= sequence);
}
