using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>The destinations of a server that are its clients' own: what one sends there all others get who have subscribed. Any thread.</summary>
internal sealed class StompTopics
{
    private readonly ConcurrentDictionary<string, ImmutableArray<StompSubscription>> _topics = new(StringComparer.Ordinal);

    /// <summary>How many destinations somebody listens to.</summary>
    internal int Count => _topics.Count;

    /// <summary>Adds a listener.</summary>
    internal void Add(StompSubscription subscription) => _topics.AddOrUpdate(
        subscription.Destination,
        static (_, added) => [added],
        static (_, there, added) => there.Add(added),
        subscription);

    /// <summary>Takes a listener away. One that is not there is left alone.</summary>
    internal void Remove(StompSubscription subscription)
    {
        while (_topics.TryGetValue(subscription.Destination, out var there))
        {
            var left = there.Remove(subscription);
            var isDone = left.IsEmpty
                ? _topics.TryRemove(new KeyValuePair<string, ImmutableArray<StompSubscription>>(subscription.Destination, there))
                : _topics.TryUpdate(subscription.Destination, left, there);
            if (isDone)
                return;
        }
    }

    /// <summary>Who listens to a destination.</summary>
    internal ImmutableArray<StompSubscription> Listeners(string destination) =>
        _topics.TryGetValue(destination, out var there) ? there : [];
}
