extern alias generators;

using System.Collections.Immutable;
using generators::Virtwire.Sdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>A run of the generator, which later runs can follow with other inputs.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.CSharp14)
        .WithDocumentationMode(DocumentationMode.Diagnose);

    private readonly GeneratorDriver _driver;
    private readonly ImmutableDictionary<string, AdditionalText> _files;
    private readonly CSharpCompilation _before;

    private GeneratorRun(GeneratorDriver driver, ImmutableDictionary<string, AdditionalText> files, CSharpCompilation compilation)
    {
        _driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var after, out _);
        _files = files;
        _before = compilation;
        Compilation = (CSharpCompilation)after;
    }

    /// <summary>The compilation with what was emitted.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>What the generator did.</summary>
    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>What the generator found that keeps it from emitting.</summary>
    public IEnumerable<Diagnostic> Errors => Result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The emitted files by their name.</summary>
    public IReadOnlyDictionary<string, string> Sources =>
        Result.GeneratedSources.ToDictionary(static s => s.HintName, static s => s.SourceText.ToString());

    /// <summary>Runs the generator over documents, in a compilation without code of its own.</summary>
    public static GeneratorRun Of(params SchemaText[] schemas) => Of("Emitted", [], schemas);

    /// <summary>Runs the generator over documents, in a compilation of that name with further references.</summary>
    public static GeneratorRun Of(string assembly, IEnumerable<MetadataReference> references, params SchemaText[] schemas) =>
        Of(assembly, references, [.. schemas.Select(static s => s.ToFile())], schemas);

    /// <summary>Runs the generator over files with the metadata of documents of the same paths.</summary>
    public static GeneratorRun OfFiles(IReadOnlyList<AdditionalText> files, IReadOnlyList<SchemaText> metadata) =>
        Of("Emitted", [], files, metadata);

    private static GeneratorRun Of(
        string assembly, IEnumerable<MetadataReference> references, IReadOnlyList<AdditionalText> files, IReadOnlyList<SchemaText> metadata)
    {
        // As a new project has it, and with every warning on: a consumer must see none from emitted code.
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithWarningLevel(9999);
        var compilation = CSharpCompilation.Create(assembly, [], [.. PlatformReferences.All, .. references], options);
        var driver = CSharpGeneratorDriver.Create(
            [new VirtwireGenerator().AsSourceGenerator()],
            files,
            ParseOptions,
            new SchemaOptions(metadata),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(driver, files.DistinctBy(static f => f.Path).ToImmutableDictionary(static f => f.Path), compilation);
    }

    /// <summary>The next run, with a file of C# added.</summary>
    public GeneratorRun WithCode(string code) =>
        new(_driver, _files, _before.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, ParseOptions)));

    /// <summary>The next run, with the text of a document changed.</summary>
    public GeneratorRun WithText(string path, Func<string, string> edit)
    {
        var old = _files[path].GetText()!.ToString();
        var text = edit(old);
        Assert.NotEqual(old, text);
        var file = SchemaText.Reference(path, text).ToFile();
        return new GeneratorRun(_driver.ReplaceAdditionalText(_files[path], file), _files.SetItem(path, file), _before);
    }
}
