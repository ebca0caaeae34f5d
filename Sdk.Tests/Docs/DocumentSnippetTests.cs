using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Virtwire.Sdk.Tests.Generators.Support;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>The C# of the documents compiles. A snippet that leaves something out (…) is no program and is passed over.</summary>
public partial class DocumentSnippetTests
{
    private const string Usings = """
        using System; using System.Collections.Generic; using System.IO; using System.Threading; using System.Threading.Tasks;
        using Virtwire.Sdk;

        """;

    [Theory]
    [InlineData("README.md", 1)]
    public void Snippets_compile(string document, int atLeast)
    {
        var snippets = Snippet().Matches(File.ReadAllText(Repository.PathOf(document))).Select(m => m.Groups[1].Value)
            .Where(s => !s.Contains('…', StringComparison.Ordinal)).ToList();
        Assert.True(snippets.Count >= atLeast);
        foreach (var snippet in snippets)
            Assert.Empty(Errors(snippet));
    }

    [Fact]
    public void A_snippet_that_does_not_compile_is_found() => Assert.NotEmpty(Errors("Domain web = await host.Domains.LookupByNameAsync(\"web1\");"));

    private static IEnumerable<Diagnostic> Errors(string snippet)
    {
        var tree = CSharpSyntaxTree.ParseText(Usings + snippet, new CSharpParseOptions(LanguageVersion.CSharp14));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("Snippet", [tree], PlatformReferences.All, options).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);
    }

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
