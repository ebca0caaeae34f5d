using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>The item metadata of schema files, as the build hands it to the compiler.</summary>
internal sealed class SchemaOptions(IEnumerable<SchemaText> schemas) : AnalyzerConfigOptionsProvider
{
    private readonly ImmutableDictionary<string, AnalyzerConfigOptions> _byPath =
        schemas.ToImmutableDictionary(static s => s.Path, static s => (AnalyzerConfigOptions)new Metadata(s));

    public override AnalyzerConfigOptions GlobalOptions => Metadata.None;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Metadata.None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _byPath.GetValueOrDefault(textFile.Path) ?? Metadata.None;

    private sealed class Metadata(SchemaText? schema) : AnalyzerConfigOptions
    {
        public static readonly Metadata None = new(null);

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = schema is null ? null : key switch
            {
                "build_metadata.AdditionalFiles.VirtwireSchema" => "true",
                "build_metadata.AdditionalFiles.Types" => Text(schema.Types),
                "build_metadata.AdditionalFiles.Client" => Text(schema.Client),
                "build_metadata.AdditionalFiles.Server" => Text(schema.Server),
                _ => null,
            };
            return value is not null;
        }

        // Metadata that an item does not set is handed over as empty text.
        private static string Text(bool? value) => value switch { true => "true", false => "false", null => "" };
    }
}
