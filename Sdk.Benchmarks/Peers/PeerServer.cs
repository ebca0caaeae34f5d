using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>The loop of a peer's server half: answers <c>stat</c> with its allocated bytes and processor time, ends with its input.</summary>
internal static class PeerServer
{
    /// <summary>Runs until the input ends.</summary>
    /// <param name="commands">What the tool says.</param>
    /// <param name="answers">Where to answer.</param>
    /// <param name="other">Answers a command that is not <c>stat</c>.</param>
    public static async Task RunAsync(TextReader commands, TextWriter answers, Func<string, string>? other = null)
    {
        await answers.WriteLineAsync("ready");
        while (await commands.ReadLineAsync() is { } line && line != "quit")
        {
            await answers.WriteLineAsync(
                line == "stat" ? Statistics()
                : other is not null ? other(line)
                : $"error The command '{line}' is not known.");
        }
    }

    private static string Statistics() => string.Create(
        CultureInfo.InvariantCulture,
        $"allocated={GC.GetTotalAllocatedBytes(precise: true)} cpu={Environment.CpuUsage.TotalTime.TotalMicroseconds:F0}");
}
