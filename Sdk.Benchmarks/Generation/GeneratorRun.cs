extern alias generators;

using System.Diagnostics;
using System.Globalization;
using generators::Virtwire.Sdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Virtwire.Sdk.Tests.Generators.Support;

namespace Virtwire.Sdk.Benchmarks.Generation;

/// <summary>Times the generator inside the compiler's own driver over a schema of 300 methods and 400 types.</summary>
internal sealed class GeneratorRun
{
    private readonly CSharpCompilation _compilation =
        CSharpCompilation.Create("Big", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new VirtwireGenerator().AsSourceGenerator()],
        [new SchemaFile(BigSchema.Make())],
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14),
        new SchemaFileOptions(),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Prints a cold run, and the run after an unrelated edit.</summary>
    public static void Print()
    {
        var run = new GeneratorRun();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cold:           {run.Cold():0.0} ms"));
        var (milliseconds, cached) = run.UnrelatedEdit();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unrelated edit: {milliseconds:0.0} ms, {cached:P1} of the steps cached"));
    }

    /// <summary>Answers <c>run</c>; the first answer of a process is of a cold run.</summary>
    public static void Serve(TextReader commands, TextWriter answers)
    {
        answers.WriteLine("ready");
        while (commands.ReadLine() is { } line && line != "quit")
        {
            var run = new GeneratorRun();
            answers.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cold={run.Cold()} cached={run.UnrelatedEdit().Cached}"));
        }
    }

    /// <summary>The first run: milliseconds.</summary>
    public double Cold()
    {
        var watch = Stopwatch.StartNew();
        _driver = _driver.RunGenerators(_compilation);
        watch.Stop();
        var result = _driver.GetRunResult();
        if (result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) || result.GeneratedTrees.Length < 400)
            throw new InvalidOperationException("The run emitted too little: " + string.Join('\n', result.Diagnostics.Take(5)));
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>A run after an edit of code: milliseconds, and the share of the generator's steps that had nothing to do.</summary>
    public (double Milliseconds, double Cached) UnrelatedEdit()
    {
        var watch = Stopwatch.StartNew();
        _driver = _driver.RunGenerators(_compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;")));
        watch.Stop();
        var reasons = _driver.GetRunResult().Results.Single().TrackedSteps
            .Where(step => TrackingNames.All.Contains(step.Key))
            .SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason)
            .ToArray();
        return (watch.Elapsed.TotalMilliseconds, (double)reasons.Count(r => r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged) / reasons.Length);
    }
}
