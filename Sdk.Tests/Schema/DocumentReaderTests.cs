using Virtwire.Sdk.Schema.Canonical;
using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Tests.Schema;

public sealed class DocumentReaderTests
{
    [Fact]
    public void A_document_links_to_its_canonical_form()
    {
        var read = DocumentReader.Read("a.json", """
            { "$schema": "meta/1.json", "namespace": "host", "since": "1.0",
              "types": {
                "DomainState": { "kind": "enum", "fallback": "unknown", "doc": "State.",
                  "values": { "unknown": { "number": 0 }, "running": { "number": 1 }, "crashed": { "number": 6, "since": "1.1" } } },
                "DomainInfo": { "kind": "struct", "fields": { "state": { "type": "DomainState" }, "memory": { "type": "integer", "unit": "KiB", "min": 0, "doc": "Memory." },
                   "title": { "type": "string", "optional": true, "nullable": true, "maxLength": 255, "since": "1.1" } } } },
              "errors": { "NoDomain": { "code": 1001, "http": 404, "data": { "domain": { "type": "string" } } } },
              "resources": {
                "Domain": { "identity": { "uuid": { "type": "uuid" }, "name": { "type": "string" } }, "keys": [["uuid"], ["name"]], "rest": "domains",
                  "methods": {
                    "lookupByName": { "static": true, "positional": ["name"], "access": "read", "errors": ["NoDomain"],
                      "params": { "name": { "type": "string" } }, "result": { "type": "Domain" } },
                    "getInfo": { "access": "read", "errors": ["NoDomain"], "result": { "type": "DomainInfo" } } },
                  "events": { "stateChanged": { "data": { "state": { "type": "DomainState" } } } } } } }
            """);
        Assert.Empty(read.Diagnostics);
        var result = Linker.Link([read.Model!]);
        Assert.NotNull(result.Schema);
        var canonical = CanonicalWriter.Write(result.Schema.Namespaces[0]);
        var again = DocumentReader.Read("b.json", canonical);
        Assert.Empty(again.Diagnostics);
        Assert.Equal(canonical, CanonicalWriter.Write(Linker.Link([again.Model!]).Schema!.Namespaces[0]));
        Assert.StartsWith("sha256:", WireHash.Compute(result.Schema.Namespaces[0]), StringComparison.Ordinal);
    }
}
