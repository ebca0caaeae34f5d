using Virtwire.Sdk.Schema.Canonical;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Tests.Schema.Compatibility;

/// <summary>What holds for all rules: directions, announced removals, previews, several baselines, several documents.</summary>
public sealed class SchemaComparerTests
{
    [Theory]
    [InlineData(nameof(SchemaDocuments.HostApi))]
    [InlineData(nameof(SchemaDocuments.EveryKeyword))]
    public void A_schema_is_compatible_with_its_canonical_form(string name)
    {
        var documents = SchemaDocuments.Of(name);
        string[] canonical = [.. new SchemaCase(documents).Schema.Namespaces.Select(static space => CanonicalWriter.Write(space))];
        Assert.Equal("", new ReleaseCase(documents, canonical).Description);
    }

    [Theory]
    [InlineData("\"params\": { \"info\": { \"type\": \"Info\" } }", "", "error")]
    [InlineData("\"result\": { \"type\": \"Info\" }", "", "warning")]
    [InlineData("", "\"hot\": { \"data\": { \"info\": { \"type\": \"Info\" } } }", "warning")]
    [InlineData("\"result\": { \"type\": \"Info\" }, \"params\": { \"info\": { \"type\": \"Info[]\" } }", "", "error")]
    [InlineData("", "", null)]
    public void The_worst_of_the_directions_counts(string method, string events, string? severity)
    {
        // An optional field that is removed breaks requests, and is risky elsewhere.
        var finding = new ReleaseCase(Document("1.1", ""), Document("1.0", """, "note": { "type": "string", "optional": true }""")).Findings.SingleOrDefault();
        Assert.Equal((severity, severity is null ? null : "VW2302"), (finding?.Severity.ToString().ToLowerInvariant(), finding?.Id));

        string Document(string version, string field) => $$"""
            { "namespace": "com.acme", "version": "{{version}}", "since": "1.0",
              "types": { "Info": { "kind": "struct", "fields": { "name": { "type": "string" }{{field}} } } },
              "resources": { "Gpu": { "identity": { "id": { "type": "string" } }, "keys": [["id"]],
                "methods": { "do": { "access": "write"{{(method.Length > 0 ? ", " + method : "")}} } }, "events": { {{events}} } } } }
            """;
    }

    [Theory]
    [InlineData("1.2", "1.3", "error")]
    [InlineData("1.3", "1.3", "warning")]
    [InlineData("1.2", null, "error")]
    [InlineData("1.3", null, "warning")]
    [InlineData("1.2", "1.2", "error")]
    [InlineData("1.3", "1.4", "error")]
    public void What_was_announced_for_long_enough_may_go(string version, string? announced, string severity)
    {
        // 1.0 knows of no deprecation yet; 1.1 announces it, and two minor versions are the least.
        var notBefore = announced is null ? "" : $", \"removeNotBefore\": \"{announced}\"";
        var found = new ReleaseCase(
            Methods(version, ""),
            Methods("1.0", """, "old": { "access": "read" }"""),
            Methods("1.1", $$""", "old": { "access": "read", "deprecated": { "since": "1.1", "use": "new"{{notBefore}} } }"""));
        var finding = Assert.Single(found.Findings);
        Assert.Equal(("VW2201", severity), (finding.Id, finding.Severity.ToString().ToLowerInvariant()));
        Assert.EndsWith("(com.acme 1.1)", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_was_promised_to_nobody()
    {
        var found = new ReleaseCase(Methods("1.1", ""), Methods("1.0", """, "old": { "access": "read", "stability": "preview" }"""));
        Assert.Equal(SchemaSeverity.Warning, Assert.Single(found.Findings).Severity);
    }

    [Fact]
    public void A_baseline_of_another_major_version_promises_nothing()
    {
        var found = new ReleaseCase(Methods("2.0", ""), Methods("1.0", """, "old": { "access": "read" }"""));
        Assert.Empty(found.Findings);
    }

    [Fact]
    public void Each_baseline_is_compared_with()
    {
        // What 1.1 has already lost is still in 1.0.
        var found = new ReleaseCase(Methods("1.2", ""), Methods("1.0", """, "old": { "access": "read" }"""), Methods("1.1", ""));
        Assert.Contains("(com.acme 1.0)", Assert.Single(found.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_is_in_the_document_of_its_definition()
    {
        var found = new ReleaseCase(
            [
                ("a.json", """{ "namespace": "com.acme", "version": "1.1", "since": "1.0", "resources": { "A": { "methods": { "x": { "static": true, "access": "read" } } } } }"""),
                ("b.json", """{ "namespace": "com.acme", "since": "1.0", "resources": { "B": { "methods": { "y": { "static": true, "access": "write" } } } } }"""),
            ],
            """
            { "namespace": "com.acme", "version": "1.0", "since": "1.0", "resources": {
              "A": { "methods": { "x": { "static": true, "access": "read" } } }, "B": { "methods": { "y": { "static": true, "access": "read" } } },
              "C": { "methods": { "z": { "static": true, "access": "read" } } } } }
            """);
        Assert.Equal(
            [("VW2101", "a.json", "/namespace"), ("VW2205", "b.json", "/resources/B/methods/y/access")],
            found.Findings.Select(f => (f.Id, f.Document, f.Pointer)));
    }

    [Fact]
    public void A_baseline_is_linked_with_what_was_released_with_it()
    {
        const string Base = """{ "namespace": "com.acme.base", "version": "1.0", "since": "1.0", "types": { "Size": { "kind": "alias", "type": "integer", "max": 9 } } }""";
        const string User = """
            { "namespace": "com.acme", "version": "1.0", "since": "1.0", "import": ["com.acme.base"],
              "resources": { "A": { "methods": { "x": { "static": true, "access": "read", "params": { "size": { "type": "com.acme.base.Size" } } } } } } }
            """;
        var found = new ReleaseCase([("base.json", Base.Replace("9", "5", StringComparison.Ordinal)), ("user.json", User)], Base, User);

        // By itself the alias is used by nobody, so what uses it must be seen with it.
        Assert.Equal(["VW2401"], found.Findings.Select(f => f.Id));
    }

    [Theory]
    [InlineData("int32", "integer", TypeUse.Response, "VW2352")]
    [InlineData("int32", "integer", TypeUse.Request, null)]
    [InlineData("integer", "int32", TypeUse.Request, "VW2353")]
    [InlineData("integer", "int32", TypeUse.Response, null)]
    [InlineData("int32[]", "integer[]", TypeUse.Response, "VW2352")]
    [InlineData("map<string>", "map<Mode>", TypeUse.Request, "VW2353")]
    [InlineData("Mode", "string", TypeUse.Response, "VW2352")]
    [InlineData("string", "json", TypeUse.Response, "VW2352")]
    [InlineData("json", "Mode[]", TypeUse.Request, "VW2353")]
    [InlineData("string", "string[]", TypeUse.Request, "VW2351")]
    [InlineData("integer", "uint64", TypeUse.Request, "VW2351")]
    [InlineData("string", "bytes", TypeUse.Response, "VW2351")]
    [InlineData("Mode", "SameMode", TypeUse.Response, null)]
    [InlineData("Mode", "OtherMode", TypeUse.Response, "VW2351")]
    [InlineData("Text", "string", TypeUse.Response, null)]
    [InlineData("Text", "string", TypeUse.Request, null)]
    [InlineData("string", "Text", TypeUse.Request, "VW2401")]
    public void Types_are_compared_by_what_they_take(string before, string now, TypeUse use, string? id)
    {
        var found = new ReleaseCase(Document("1.1", now), Document("1.0", before)).Findings;
        Assert.Equal(id, found.SingleOrDefault(f => f.Severity == SchemaSeverity.Error)?.Id);

        string Document(string version, string type) => $$"""
            { "namespace": "com.acme", "version": "{{version}}", "since": "1.0",
              "types": {
                "Text": { "kind": "alias", "type": "string", "maxLength": 9 },
                "Mode": { "kind": "enum", "values": { "on": { "number": 1 } } }, "SameMode": { "kind": "enum", "values": { "on": { "number": 1 } } },
                "OtherMode": { "kind": "enum", "values": { "on": { "number": 2 } } },
                "Info": { "kind": "struct", "fields": { "x": { "type": "{{(use == TypeUse.Response ? type : "string")}}" } } } },
              "resources": { "A": { "methods": { "do": { "static": true, "access": "read", "result": { "type": "Info" },
                "params": { "x": { "type": "{{(use == TypeUse.Request ? type : "string")}}" } } } } } } }
            """;
    }

    private static string Methods(string version, string more) => $$"""
        { "namespace": "com.acme", "version": "{{version}}", "since": "1.0", "resources": { "A": { "methods": {
          "new": { "static": true, "access": "read" }{{more.Replace("{ \"access\"", "{ \"static\": true, \"access\"", StringComparison.Ordinal)}} } } } }
        """;
}
