using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Virtwire.Sdk.Benchmarks.Parts;

/// <summary>
/// <c>parts</c>: the pieces of a call alone, by BenchmarkDotNet. They run in this process: its usual way builds a project of its own, whose
/// code would have to pass this repository's analyzers.
/// </summary>
internal static class PartsCommand
{
    /// <summary>Runs it with BenchmarkDotNet's own options; without any, everything.</summary>
    public static int Run(string[] options)
    {
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "virtwire-parts"));
        BenchmarkSwitcher.FromAssembly(typeof(PartsCommand).Assembly).Run(options.Length == 0 ? ["--filter", "*"] : options, config);
        return 0;
    }
}
