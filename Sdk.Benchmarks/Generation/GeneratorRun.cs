extern alias generators;

using System.Diagnostics;
using System.Globalization;
using generators::Virtwire.Sdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Virtwire.Sdk.Tests.Generators.Support;

namespace Virtwire.Sdk.Benchmarks.Generation;

/// <summary>Times the generator inside the compiler's own driver over a schema of 300 methods and 400 types.</summary>
internal static class GeneratorRun
{
    /// <summary>Prints a cold run, the run after an unrelated edit, and the run after an edit of the schema.</summary>
    public static void Print()
    {
        var (cold, driver, compilation, files) = Cold();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cold:           {cold:0.0} ms, {files} files"));
        var watch = Stopwatch.StartNew();
        driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unrelated edit: {watch.Elapsed.TotalMilliseconds:0.0} ms"));
    }

    /// <summary>Answers <c>run</c> with the milliseconds of the first run in this process.</summary>
    public static void Serve(TextReader commands, TextWriter answers)
    {
        answers.WriteLine("ready");
        while (commands.ReadLine() is { } line && line != "quit")
            answers.WriteLine(Cold().Milliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static (double Milliseconds, GeneratorDriver Driver, CSharpCompilation Compilation, int Files) Cold()
    {
        var schema = new SchemaFile(BigSchema.Make());
        var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);
        var compilation = CSharpCompilation.Create("Big", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new VirtwireGenerator().AsSourceGenerator()], [schema], parse, new SchemaFileOptions());
        var watch = Stopwatch.StartNew();
        driver = driver.RunGenerators(compilation);
        watch.Stop();
        var result = driver.GetRunResult();
        if (result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) || result.GeneratedTrees.Length < 400)
            throw new InvalidOperationException("The run emitted too little: " + string.Join('\n', result.Diagnostics.Take(5)));
        return (watch.Elapsed.TotalMilliseconds, driver, compilation, result.GeneratedTrees.Length);
    }
}
