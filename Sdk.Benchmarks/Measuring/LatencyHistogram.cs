using System.Diagnostics;
using System.Numerics;

namespace Virtwire.Sdk.Benchmarks.Measuring;

/// <summary>Latencies in buckets of about 3 % width: adding one allocates nothing and touches one counter.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 5;
    private readonly long[] _counts = new long[64 << SubBits];

    public long Count { get; private set; }

    public void Add(long ticks)
    {
        _counts[Bucket(Math.Max(1, ticks))]++;
        Count++;
    }

    /// <summary>Adds what the other has, and empties it.</summary>
    public void Take(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
        Count += other.Count;
        Array.Clear(other._counts);
        other.Count = 0;
    }

    /// <summary>The latency that <paramref name="share"/> of all calls did not pass, in microseconds.</summary>
    public double Percentile(double share)
    {
        var rank = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];
            if (rank <= 0)
                return Value(i) * 1_000_000.0 / Stopwatch.Frequency;
        }

        return 0;
    }

    private static int Bucket(long ticks)
    {
        var exponent = BitOperations.Log2((ulong)ticks);
        var sub = exponent >= SubBits ? (int)(ticks >> (exponent - SubBits)) & ((1 << SubBits) - 1) : (int)(ticks << (SubBits - exponent)) & ((1 << SubBits) - 1);
        return (exponent << SubBits) | sub;
    }

    private static double Value(int bucket)
    {
        var exponent = bucket >> SubBits;
        return Math.Pow(2, exponent) * (1 + ((bucket & ((1 << SubBits) - 1)) + 0.5) / (1 << SubBits));
    }
}
