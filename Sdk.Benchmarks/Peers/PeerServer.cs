using System.Globalization;

namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>The loop of a peer's server half: answers <c>stat</c> with its allocated bytes and processor time, ends with its input.</summary>
internal static class PeerServer
{
    public static async Task RunAsync(TextReader commands, TextWriter answers)
    {
        await answers.WriteLineAsync("ready");
        while (await commands.ReadLineAsync() is { } line && line != "quit")
        {
            await answers.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"allocated={GC.GetTotalAllocatedBytes(precise: true)} cpu={Environment.CpuUsage.TotalTime.TotalMicroseconds:F0}"));
        }
    }
}
