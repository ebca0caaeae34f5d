using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>
/// Where the tokens of one connection are looked at. One that was right is remembered for a while, by a keyed hash, so that a connection which shows
/// it with every request pays for it once; after several that were wrong no more are looked at for a while.
/// </summary>
internal sealed class TokenGate(TokenTable tokens, TimeProvider time)
{
    /// <summary>How many wrong tokens a connection may show in a minute.</summary>
    internal const int MostFailures = 5;

    private const int MostKnown = 8;
    private static readonly TimeSpan FailuresCount = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(5);

    // Of this process only: what lies in its memory says nothing about a token to anybody else.
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (TokenEntry Entry, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _failures = new();

    /// <summary>What is told of the first token that was right.</summary>
    internal Action? Passed { get; set; }

    /// <summary>The entry of a token.</summary>
    /// <exception cref="UnauthenticatedException">It is unknown or wrong, or has expired.</exception>
    /// <exception cref="LimitExceededException">Too many have been wrong: this one was not looked at.</exception>
    internal TokenEntry Pass(string token)
    {
        var key = Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(token)));

        // One at a time: requests that come together with one token find it known by the second, and wrong ones cannot outrun their count.
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_known.TryGetValue(key, out var known) && now < known.Until)
                return known.Entry;
            RequireFewFailures(now);
            if (tokens.Find(token) is not { } entry || entry.Expires <= now)
            {
                _failures.Enqueue(now);
                throw new UnauthenticatedException("The token is not known here, or has expired.");
            }

            Remember(key, entry, now);
            Passed?.Invoke();
            Passed = null;
            return entry;
        }
    }

    private void RequireFewFailures(DateTimeOffset now)
    {
        while (_failures.TryPeek(out var first) && now - first >= FailuresCount)
            _failures.Dequeue();
        if (_failures.Count >= MostFailures)
        {
            throw new LimitExceededException(
                string.Create(CultureInfo.InvariantCulture, $"This connection has shown {MostFailures} wrong tokens within a minute. No more are looked at until that is over."),
                new LimitExceededDetails { Limit = "authentications", Maximum = MostFailures });
        }
    }

    private void Remember(string key, TokenEntry entry, DateTimeOffset now)
    {
        if (_known.Count >= MostKnown)
            _known.Clear();
        var until = now + KnownFor;
        _known[key] = (entry, entry.Expires < until ? entry.Expires.Value : until);
    }
}
