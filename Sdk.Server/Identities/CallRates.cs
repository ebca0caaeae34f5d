using System.Collections.Concurrent;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>How many calls each identity may make in a second, whichever connections it makes them on.</summary>
/// <param name="perSecond">The most; 0 for as many as it likes.</param>
/// <param name="time">The clock.</param>
internal sealed class CallRates(int perSecond, TimeProvider time)
{
    private const int MostIdle = 10_000;

    private readonly ConcurrentDictionary<string, CallRate> _rates = new(StringComparer.Ordinal);

    /// <summary>The rate of an identity; null where there is no limit.</summary>
    internal CallRate? Of(string identity)
    {
        if (perSecond <= 0)
            return null;

        // Who has not called for a second is as good as new.
        if (_rates.Count > MostIdle)
        {
            foreach (var (name, rate) in _rates)
            {
                if (rate.IsIdle)
                    _rates.TryRemove(name, out _);
            }
        }

        return _rates.GetOrAdd(identity, static (_, rates) => new CallRate(rates.PerSecond, rates.Time), (PerSecond: perSecond, Time: time));
    }
}

/// <summary>
/// The calls of one identity. It may make a second's calls at once, and then each as its time comes: what is kept is when its calls so far would be
/// due, had they come evenly (the generic cell rate algorithm).
/// </summary>
internal sealed class CallRate(int perSecond, TimeProvider time)
{
    private readonly long _interval = Math.Max(1, time.TimestampFrequency / perSecond);
    private long _due = time.GetTimestamp();

    /// <summary>The most in a second.</summary>
    internal int PerSecond => perSecond;

    /// <summary>Whether nothing is left of the calls made so far.</summary>
    internal bool IsIdle => Volatile.Read(ref _due) <= time.GetTimestamp();

    /// <summary>Takes a call; false where it is one too many.</summary>
    internal bool TryTake()
    {
        while (true)
        {
            var now = time.GetTimestamp();
            var due = Volatile.Read(ref _due);
            var next = Math.Max(due, now) + _interval;
            if (next - now > _interval * perSecond)
                return false;
            if (Interlocked.CompareExchange(ref _due, next, due) == due)
                return true;
        }
    }
}
