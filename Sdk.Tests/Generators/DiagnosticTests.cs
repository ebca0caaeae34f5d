using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Virtwire.Sdk.Tests.Generators.Support;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>What the compiler says of documents that are not right: a folder a case, <c>expected.txt</c> beside its documents.</summary>
public sealed class DiagnosticTests
{
    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Root).Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    private static string Root => Repository.PathOf("Sdk.Tests", "Generators", "Errors");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_finding_stands_at_its_line_and_column(string name)
    {
        var run = GeneratorRun.Of([.. Directory.GetFiles(Path.Combine(Root, name), "*.json").Order(StringComparer.Ordinal)
            .Select(static path => SchemaText.All(Path.GetFileName(path), File.ReadAllText(path)))]);
        var actual = string.Concat(run.Result.Diagnostics.Select(static d => d.ToString() + "\n").Order(StringComparer.Ordinal));
        Golden.Matches(Path.Combine(Root, name, "expected.txt"), actual);
        Assert.All(run.Result.Diagnostics, static d => Assert.Equal("Virtwire", d.Descriptor.Category));
        Assert.Equal(run.Errors.Any(), run.Sources.Count == 0);
    }

    [Fact]
    public void Errors_and_warnings_keep_their_severity_and_have_a_title()
    {
        var run = GeneratorRun.Of(SchemaText.All("a.json", """{ "namespace": "com.acme.a", "since": "1.0", "types": { "A": { "kind": "struct", "fields": {} } } }"""));
        var finding = Assert.Single(run.Result.Diagnostics);
        Assert.Equal("VW1801", finding.Id);
        Assert.Equal(DiagnosticSeverity.Warning, finding.Severity);
        Assert.Equal("No documentation", finding.Descriptor.Title.ToString());
        Assert.Equal("a.json", finding.Location.GetLineSpan().Path);
        Assert.Equal(LocationKind.ExternalFile, finding.Location.Kind);
    }

    [Fact]
    public void Warnings_about_a_document_that_is_only_referred_to_are_not_repeated() =>
        Assert.Empty(GeneratorRun.Of(
            SchemaText.Reference("a.json", """{ "namespace": "com.acme.a", "since": "1.0", "types": { "A": { "kind": "struct", "fields": {} } } }"""))
            .Result.Diagnostics);

    [Fact]
    public void Nobody_adds_to_a_namespace_that_another_assembly_holds()
    {
        var run = GeneratorRun.Of(
            SchemaText.Reference("theirs.json", """{ "namespace": "host", "since": "1.0", "types": { "A": { "kind": "struct", "fields": {} } } }"""),
            SchemaText.All("ours.json", """
                { "$schema": "meta/1.json",
                  "namespace": "host", "since": "1.0", "types": { "B": { "kind": "struct", "fields": {} } } }
                """));
        var finding = Assert.Single(run.Result.Diagnostics);
        Assert.StartsWith("ours.json(2,16): error VW1212: 'host' is the namespace of theirs.json", finding.ToString(), StringComparison.Ordinal);
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void A_fault_of_the_generator_is_told_and_takes_nothing_else_with_it()
    {
        var run = GeneratorRun.OfFiles([new Unreadable()], [SchemaText.All(Unreadable.Name, "")]);
        Assert.Null(run.Result.Exception);
        var finding = Assert.Single(run.Result.Diagnostics);
        Assert.Equal("VW1000", finding.Id);
        Assert.Contains("The disk is on fire.", finding.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(Unreadable.Name, finding.Location.GetLineSpan().Path);
    }

    private sealed class Unreadable : AdditionalText
    {
        public const string Name = "unreadable.json";

        public override string Path => Name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => throw new IOException("The disk is on fire.");
    }
}
