using BenchmarkDotNet.Attributes;
using Virtwire.Sdk.Benchmarks.Generation;

namespace Virtwire.Sdk.Benchmarks.Parts;

/// <summary>The generator over 300 methods and 400 types, in a process that is warm: <c>generator</c> has the cold run.</summary>
public class GeneratorParts
{
    private readonly GeneratorRun _warm = new();
    private GeneratorRun _latest = new();

    [GlobalSetup]
    public void Setup() => _warm.Cold();

    [Benchmark]
    public double FirstRun()
    {
        _latest = new GeneratorRun();
        return _latest.Cold();
    }

    [Benchmark]
    public double AfterAnUnrelatedEdit() => _warm.UnrelatedEdit().Cached;
}
