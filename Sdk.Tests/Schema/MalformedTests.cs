using System.Text;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Schema;

/// <summary>
/// One test a malformed schema: <c>Malformed/&lt;case&gt;.json</c>, or a folder of documents that are linked together, and
/// <c>Malformed/&lt;case&gt;.err</c> with what is to be found. Cases named <c>lint-…</c> expect warnings as well.
/// </summary>
public sealed class MalformedTests
{
    private static readonly string Folder = Repository.PathOf("Sdk.Tests", "Schema", "Malformed");

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFileSystemEntries(Folder).Where(static p => !p.EndsWith(".err", StringComparison.Ordinal))
            .Select(static p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_malformed_schema_is_told_where_and_what(string name)
    {
        var found = Read(name);
        Assert.NotEmpty(found.Findings);
        var isLint = name.StartsWith("lint-", StringComparison.Ordinal);
        Golden.Matches(Path.Combine(Folder, name + ".err"), found.Describe(f => isLint || f.Severity == SchemaSeverity.Error));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_schema_with_errors_links_to_nothing(string name)
    {
        var found = Read(name);
        var isUsable = found.IsComplete && found.Link.Schema is not null;
        Assert.Equal(found.Findings.All(static f => f.Severity == SchemaSeverity.Warning), isUsable);
    }

    [Fact]
    public void Every_kind_of_finding_has_a_case()
    {
        var expected = string.Concat(Directory.EnumerateFiles(Folder, "*.err").Select(File.ReadAllText));
        // The generator's own failure has no document to blame, and whose a namespace is depends on the items, not on the documents.
        var missing = DiagnosticCatalogue.All.Select(static d => d.Id).Where(id => !expected.Contains($": {id} ", StringComparison.Ordinal));
        Assert.Equal(["VW1000", "VW1212"], missing);
    }

    [Fact]
    public void Every_expectation_has_its_case() =>
        Assert.Equal(Cases.Select(static c => c.Data + ".err"), Directory.EnumerateFiles(Folder, "*.err").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static SchemaCase Read(string name)
    {
        var folder = Path.Combine(Folder, name);
        return Directory.Exists(folder)
            ? new SchemaCase(Directory.EnumerateFiles(folder).Select(static f => (Path.GetFileName(f), Decode(File.ReadAllBytes(f)))))
            : new SchemaCase(Decode(File.ReadAllBytes(folder + ".json")));
    }

    // As it stands, with a byte-order mark where there is one.
    private static string Decode(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
