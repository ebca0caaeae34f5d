using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Virtwire.Sdk.Benchmarks.Generation;

/// <summary>A schema document in memory, as a compiler would hand it to the generator.</summary>
internal sealed class SchemaFile(string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => "big.json";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}

/// <summary>The item metadata of <c>&lt;VirtwireSchema Client="true" Server="true" /&gt;</c>.</summary>
internal sealed class SchemaFileOptions : AnalyzerConfigOptionsProvider
{
    private static readonly Options None = new([]);

    private static readonly Options Schema = new(new Dictionary<string, string>
    {
        ["build_metadata.AdditionalFiles.VirtwireSchema"] = "true",
        ["build_metadata.AdditionalFiles.Client"] = "true",
        ["build_metadata.AdditionalFiles.Server"] = "true",
    });

    public override AnalyzerConfigOptions GlobalOptions => None;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Schema;

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}
