using Virtwire.Sdk.Schema.Canonical;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Schema;

public sealed class CanonicalTests
{
    private const string Small = """
        { "namespace": "com.acme.gpu", "since": "1.0", "doc": "Cards.",
          "types": {
            "Mode": { "kind": "enum", "doc": "Modes.", "values": { "on": { "number": 1, "since": "1.1" }, "off": { "number": 0 } } },
            "Info": { "kind": "struct", "valueType": true, "fields": {
              "mode": { "type": "Mode", "since": "1.1", "default": "on", "optional": true },
              "level": { "type": "float", "min": 0.50, "max": 1e1, "unit": "V" } } } },
          "errors": { "NoGpu": { "code": 5000, "http": 404, "hint": "Look again.", "retry": "never" } },
          "resources": { "Gpu": {
            "identity": { "address": { "type": "string" } }, "keys": [["address"]], "plural": "Gpus", "singular": "Card",
            "methods": { "getInfo": { "access": "read", "static": false, "errors": ["NoGpu"], "result": { "type": "Info" },
              "examples": [ { "params": { "self": { "address": "0" } }, "result": { "level": 1.0 } } ] } } } } }
        """;

    [Fact]
    public void The_canonical_form_is_what_it_was()
    {
        const string expected = """
            {
              "doc": "Cards.",
              "errors": {
                "NoGpu": {"code": 5000, "hint": "Look again.", "http": 404, "since": "1.0"}
              },
              "namespace": "com.acme.gpu",
              "resources": {
                "Gpu": {
                  "identity": {
                    "address": {"type": "string"}
                  },
                  "keys": [["address"]],
                  "methods": {
                    "getInfo": {"access": "read", "errors": ["com.acme.gpu.NoGpu"], "examples": [{"params": {"self":{"address":"0"}}, "result": {"level":1}}], "result": {"type": "com.acme.gpu.Info"}}
                  },
                  "plural": "Gpus",
                  "since": "1.0",
                  "singular": "Card"
                }
              },
              "types": {
                "Info": {
                  "fields": {
                    "level": {"max": 10, "min": 0.5, "type": "float", "unit": "V"},
                    "mode": {"default": "on", "optional": true, "since": "1.1", "type": "com.acme.gpu.Mode"}
                  },
                  "kind": "struct",
                  "since": "1.0",
                  "valueType": true
                },
                "Mode": {
                  "doc": "Modes.",
                  "kind": "enum",
                  "since": "1.0",
                  "values": {
                    "off": {"number": 0},
                    "on": {"number": 1, "since": "1.1"}
                  }
                }
              },
              "version": "1.1"
            }

            """;
        Assert.Equal(expected, CanonicalWriter.Write(new SchemaCase(Small).Namespace));
    }

    [Fact]
    public void Without_docs_nothing_for_people_is_left()
    {
        var text = CanonicalWriter.Write(new SchemaCase(Small).Namespace, withDocs: false);
        Assert.DoesNotContain("\"doc\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"hint\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"examples\"", text, StringComparison.Ordinal);
        Assert.Contains("\"valueType\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Modes.\"", "\"Other words.\"")]
    [InlineData("\"Look again.\"", "\"Look elsewhere.\"")]
    [InlineData("\"valueType\": true", "\"valueType\": false")]
    [InlineData("\"plural\": \"Gpus\"", "\"plural\": \"Cards\"")]
    [InlineData("\"singular\": \"Card\"", "\"singular\": \"Board\"")]
    [InlineData("\"level\": 1.0", "\"level\": 2.0")]
    [InlineData("\"doc\": \"Cards.\"", "\"csharp\": { \"namespace\": \"Cards\" }")]
    [InlineData("0.50", "5e-1")]
    public void What_no_wire_shows_leaves_the_hash_alone(string old, string now)
    {
        Assert.Contains(old, Small, StringComparison.Ordinal);
        Assert.Equal(HashOf(Small), HashOf(Small.Replace(old, now, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"number\": 0", "\"number\": 2")]
    [InlineData("\"min\": 0.50", "\"min\": 0.51")]
    [InlineData("\"unit\": \"V\"", "\"unit\": \"mV\"")]
    [InlineData("\"since\": \"1.1\" }, \"off\"", "\"since\": \"1.0\" }, \"off\"")]
    [InlineData("\"default\": \"on\"", "\"default\": \"off\"")]
    [InlineData("\"code\": 5000", "\"code\": 5001")]
    [InlineData("\"access\": \"read\"", "\"access\": \"write\"")]
    [InlineData("\"doc\": \"Cards.\"", "\"version\": \"1.2\"")]
    public void What_the_wire_shows_changes_the_hash(string old, string now)
    {
        Assert.Contains(old, Small, StringComparison.Ordinal);
        Assert.NotEqual(HashOf(Small), HashOf(Small.Replace(old, now, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_hash_says_what_it_is() => Assert.Matches("^sha256:[0-9a-f]{64}$", HashOf(Small));

    [Fact]
    public void The_documents_of_the_host_API_link_without_a_finding()
    {
        var api = HostApi();
        Assert.Equal("", api.Describe(static _ => true));
        Assert.Equal(["core", "host"], api.Schema.Namespaces.Select(static n => n.Name));
    }

    [Fact]
    public void The_canonical_form_of_the_host_API_is_its_own()
    {
        var schema = HostApi().Schema;
        var again = new SchemaCase(schema.Namespaces.Select(static n => (n.Name + ".json", CanonicalWriter.Write(n))));
        Assert.Equal("", again.Describe(static _ => true));
        Assert.Equal(schema.Namespaces, again.Schema.Namespaces);
        Assert.Equal(schema.Namespaces.Select(CanonicalWriter.Write), again.Schema.Namespaces.Select(CanonicalWriter.Write));
        Assert.Equal(schema.Namespaces.Select(WireHash.Compute), again.Schema.Namespaces.Select(WireHash.Compute));
    }

    private static string HashOf(string text)
    {
        var found = new SchemaCase(text);
        return WireHash.Compute(found.Namespace);
    }

    private static SchemaCase HostApi() => new(
        Directory.EnumerateFiles(Repository.PathOf("schema"), "*.json").Select(static f => (Path.GetFileName(f), File.ReadAllText(f))));
}
