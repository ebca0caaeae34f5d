using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Compare.Probes;

/// <summary>The generator's cold run, which needs a process in which nothing is compiled yet, and its run after an unrelated edit.</summary>
internal static class GeneratorProbe
{
    public static async Task RunAsync(int runs, Measurements measurements)
    {
        for (var i = 0; i < runs; i++)
        {
            await using var process = await PeerProcess.StartAsync(PeerCommand.Self("generator-peer"));
            var answer = PeerAnswer.Parse(await process.AskAsync("run"));
            measurements.Add(Numbers.GeneratorCold, answer.Require("cold"));
            measurements.Add(Numbers.GeneratorCached, answer.Require("cached"));
        }
    }
}
