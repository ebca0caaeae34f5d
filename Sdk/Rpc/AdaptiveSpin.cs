using System.Diagnostics;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Looks for the next bytes for some microseconds before a reader waits for them: where they come at once, that is far quicker than
/// being woken. It keeps a score, and where looking was in vain too often it only tries now and then.
/// </summary>
internal sealed class AdaptiveSpin
{
    /// <summary>The longest that it is worth: beyond that, being woken costs less than what was burnt.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);

    // A hit is worth more than a miss costs, as a wait costs several times of what looking does.
    private const int HitScore = 2;
    private const int MostScore = 32;

    // One wait in so many is preceded by looking in spite of a bad score, or it could never get better.
    private const int TryEvery = 16;

    private const int PausesPerLook = 8;

    // Threads that look for bytes take processors from those that would send them.
    private static readonly int MostAtOnce = Environment.ProcessorCount / 2;
    private static int _atOnce;

    private readonly long _ticks;
    private int _score = MostScore;
    private int _skipped;

    private AdaptiveSpin(TimeSpan time) => _ticks = (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <summary>One for a reader, or null where looking makes no sense: no time is given, or there is but one processor.</summary>
    /// <param name="time">How long to look; more than <see cref="Longest"/> is taken for that.</param>
    public static AdaptiveSpin? For(TimeSpan time) =>
        time <= TimeSpan.Zero || MostAtOnce == 0 ? null : new AdaptiveSpin(time < Longest ? time : Longest);

    /// <summary>Whether to look this time. Asked once before each wait.</summary>
    public bool Pays
    {
        get
        {
            if (_score > 0)
                return true;
            _skipped = (_skipped + 1) % TryEvery;
            return _skipped == 0;
        }
    }

    /// <summary>Looks for bytes; false when none came in time. A count of 0 is the end of the stream.</summary>
    public bool TryReceive(Transport transport, Memory<byte> buffer, out int count)
    {
        count = 0;
        if (Interlocked.Increment(ref _atOnce) > MostAtOnce)
        {
            Interlocked.Decrement(ref _atOnce);
            return false;
        }

        try
        {
            var until = Stopwatch.GetTimestamp() + _ticks;
            do
            {
                if (transport.TryReceive(buffer.Span, out count))
                {
                    _score = Math.Min(_score + HitScore, MostScore);
                    return true;
                }

                Thread.SpinWait(PausesPerLook);
            }
            while (Stopwatch.GetTimestamp() < until);

            _score = Math.Max(_score - 1, 0);
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }
}
