namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>
/// The messages of one subscription that wait to be acknowledged, and those that wait until there is room for more of them. Not for several
/// threads at once.
/// </summary>
/// <param name="isCumulative">Whether one acknowledgement is for all messages before it as well.</param>
/// <param name="maxWaitingBytes">How many bytes may wait for room.</param>
internal sealed class StompWindow(bool isCumulative, long maxWaitingBytes)
{
    /// <summary>How many messages may be under way that nobody has acknowledged.</summary>
    internal const int Most = 256;

    private readonly SortedSet<long> _unacknowledged = [];
    private readonly Queue<StompDelivery> _waiting = new();
    private long _waitingBytes;

    /// <summary>Whether another message can be sent now.</summary>
    internal bool HasRoom => _unacknowledged.Count < Most && _waiting.Count == 0;

    /// <summary>A message is being sent.</summary>
    internal void Add(long id) => _unacknowledged.Add(id);

    /// <summary>A message has to wait; false where too much waits already.</summary>
    internal bool TryWait(StompDelivery delivery)
    {
        if (_waitingBytes + delivery.Length > maxWaitingBytes)
            return false;
        _waiting.Enqueue(delivery);
        _waitingBytes += delivery.Length;
        return true;
    }

    /// <summary>A message was acknowledged; false where it is none of those that wait for it.</summary>
    internal bool TryRelease(long id)
    {
        if (!_unacknowledged.Remove(id))
            return false;
        if (isCumulative)
            _unacknowledged.RemoveWhere(earlier => earlier < id);
        return true;
    }

    /// <summary>The next message that has waited for room; false while there is none, or no room.</summary>
    internal bool TryTake(out StompDelivery delivery)
    {
        delivery = default;
        if (_unacknowledged.Count >= Most || !_waiting.TryDequeue(out delivery))
            return false;
        _waitingBytes -= delivery.Length;
        return true;
    }
}

/// <summary>A message for a subscription.</summary>
/// <param name="Headers">Encoded headers of its own, each line with its end.</param>
/// <param name="Body">The body.</param>
internal readonly record struct StompDelivery(ReadOnlyMemory<byte> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>How many bytes it is.</summary>
    internal int Length => Headers.Length + Body.Length;
}
