using System.Diagnostics;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// Counts who wants sending held back, and says when holding back has lasted long enough: the others must not wait for one
/// slow handler. Belongs to one <see cref="CoalescingWriter"/>, under its lock.
/// </summary>
internal sealed class Cork
{
    private const int MostBytes = 64 * 1024;

    // The clock is asked now and then only: it costs a tenth of a small message.
    private const int AppendsPerLook = 16;

    private static readonly long LongestTicks = Stopwatch.Frequency / 20_000;

    private int _count;
    private int _appends;
    private long _since;

    /// <summary>One more holds back.</summary>
    public void Add()
    {
        if (_count++ > 0)
            return;
        _appends = 0;
        _since = Stopwatch.GetTimestamp();
    }

    /// <summary>One less holds back.</summary>
    public void Remove()
    {
        _count--;
        // Others still hold back: let the next question look at the clock, or overlapping batches would hold back for ever.
        _appends = AppendsPerLook - 1;
    }

    /// <summary>Whether to hold back still, with so many bytes waiting.</summary>
    public bool Holds(int waitingBytes)
    {
        if (_count == 0 || waitingBytes >= MostBytes)
            return false;
        if (++_appends < AppendsPerLook)
            return true;
        _appends = 0;
        return Stopwatch.GetTimestamp() - _since < LongestTicks;
    }
}
