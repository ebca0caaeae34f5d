namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>The subscriptions of one connection. Changed by its reader only; any thread may look for one.</summary>
/// <param name="topics">Where those are entered that others can send to.</param>
internal sealed class StompSubscriptions(StompTopics topics)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StompSubscription> _all = new(StringComparer.Ordinal);
    private int _changes;

    /// <summary>How many there are.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
                return _all.Count;
        }
    }

    /// <summary>How often they have changed.</summary>
    internal int Changes => Volatile.Read(ref _changes);

    /// <summary>Adds one; false where there is one of its id.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="isTopic">Whether others can send to its destination.</param>
    internal bool TryAdd(StompSubscription subscription, bool isTopic)
    {
        lock (_gate)
        {
            if (!_all.TryAdd(subscription.Key, subscription))
                return false;
            _changes++;
        }

        if (isTopic)
            topics.Add(subscription);
        return true;
    }

    /// <summary>Ends one; false where there is none of that id.</summary>
    internal bool Remove(string key)
    {
        StompSubscription? subscription;
        lock (_gate)
        {
            if (!_all.Remove(key, out subscription))
                return false;
            _changes++;
        }

        End(subscription);
        return true;
    }

    /// <summary>Ends all.</summary>
    internal void Clear()
    {
        StompSubscription[] all;
        lock (_gate)
        {
            all = [.. _all.Values];
            _all.Clear();
            _changes++;
        }

        foreach (var subscription in all)
            End(subscription);
    }

    /// <summary>The one of an id; null where there is none.</summary>
    internal StompSubscription? Find(string key)
    {
        lock (_gate)
            return _all.GetValueOrDefault(key);
    }

    /// <summary>The first one of a destination; null where there is none.</summary>
    internal StompSubscription? To(string destination)
    {
        lock (_gate)
        {
            foreach (var subscription in _all.Values)
            {
                if (subscription.Destination == destination)
                    return subscription;
            }
        }

        return null;
    }

    /// <summary>A message was consumed, or could not be; false where none of the subscriptions waits for that.</summary>
    internal bool TryRelease(long id)
    {
        StompSubscription[] all;
        lock (_gate)
            all = [.. _all.Values];
        return Array.Exists(all, subscription => subscription.TryRelease(id));
    }

    private void End(StompSubscription subscription)
    {
        topics.Remove(subscription);
        subscription.End();
    }
}
