using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Soak;

/// <summary>Whether what is held has grown. The first quarter is left out: buffers and pools find their size in it.</summary>
internal static class SoakVerdict
{
    private const long Slack = 16 * 1024 * 1024;

    /// <summary>What has grown, in words; empty where nothing has.</summary>
    public static IReadOnlyList<string> Grown(IReadOnlyList<ProcessSample> samples)
    {
        var quarter = samples.Count / 4;
        var early = samples.Skip(quarter).Take(quarter).ToArray();
        var late = samples.TakeLast(quarter).ToArray();
        var grown = new List<string>();
        Judge("the client's memory", sample => sample.ClientBytes, Slack);
        Judge("the server's memory", sample => sample.ServerBytes, Slack);
        Judge("the open files", sample => sample.Files, 4);
        return grown;

        // By the lowest of each quarter: a collection may be due at any moment.
        void Judge(string what, Func<ProcessSample, long> value, long slack)
        {
            long before = early.Min(value), after = late.Min(value);
            if (after > before + Math.Max(slack, before / 5))
                grown.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}: {before:N0}, later {after:N0}"));
        }
    }
}
