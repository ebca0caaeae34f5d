using System.Reflection;
using Microsoft.CodeAnalysis;
using Virtwire.Sdk.Tests.Generators.Support;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>One schema in three assemblies: each emits its own documents and refers to the others', whose types it uses.</summary>
public sealed class AssemblyChainTests
{
    private const string Core = """
        {
          "namespace": "com.acme.core", "since": "1.0",
          "types": {
            "Level": { "kind": "enum", "values": { "low": { "number": 1 }, "high": { "number": 2 } } },
            "Label": { "kind": "alias", "type": "string", "maxLength": 3 },
            "Tag": { "kind": "struct", "fields": { "label": { "type": "Label" }, "level": { "type": "Level" } } }
          },
          "errors": { "Refused": { "code": 50001, "http": 403, "data": { "tag": { "type": "Tag" } } } }
        }
        """;

    private const string Host = """
        {
          "namespace": "com.acme.host", "since": "1.0", "import": ["com.acme.core"],
          "types": { "Machine": { "kind": "struct", "fields": { "tags": { "type": "Tag[]" }, "byName": { "type": "map<Level>", "optional": true } } } },
          "resources": {
            "Node": {
              "identity": { "name": { "type": "string" } }, "keys": [["name"]],
              "methods": { "getMachine": { "access": "read", "errors": ["Refused"], "result": { "type": "Machine" } } },
              "events": { "tagged": { "data": { "tag": { "type": "Tag" } } } }
            }
          }
        }
        """;

    private const string Vendor = """
        {
          "namespace": "com.acme.vendor", "since": "1.0", "import": ["com.acme.core", "com.acme.host"],
          "types": { "Card": { "kind": "struct", "fields": { "machine": { "type": "Machine" }, "node": { "type": "Node" } } } },
          "resources": {
            "Gpu": {
              "identity": { "node": { "type": "Node" }, "address": { "type": "string" } }, "keys": [["node", "address"]], "parent": "Node",
              "methods": {
                "list": { "static": true, "access": "read", "params": { "level": { "type": "Level", "optional": true, "default": "high" } }, "result": { "type": "Gpu[]" }, "paginate": { "maxPage": 10 } },
                "getNode": { "access": "read", "result": { "type": "Node" } },
                "label": { "access": "write", "params": { "tag": { "type": "Tag" } }, "errors": ["Refused"], "result": { "type": "Card" } }
              }
            }
          }
        }
        """;

    [Fact]
    public void Core_host_and_vendor_compile_and_run_together()
    {
        var core = GeneratorRun.Of("Acme.Core", [], SchemaText.OnlyTypes("core.json", Core));
        var host = GeneratorRun.Of("Acme.Host", [Reference(core)], SchemaText.Reference("core.json", Core), SchemaText.All("host.json", Host));
        var vendor = GeneratorRun.Of(
            "Acme.Vendor",
            [Reference(core), Reference(host)],
            SchemaText.Reference("core.json", Core),
            SchemaText.Reference("host.json", Host),
            SchemaText.All("vendor.json", Vendor));
        foreach (var run in new[] { core, host, vendor })
            EmittedAssembly.CompilesCleanly(run);
        Assert.All(vendor.Sources.Keys, static name => Assert.StartsWith("com.acme.vendor/", name, StringComparison.Ordinal));

        var assemblies = EmittedAssembly.Load([core, host, vendor]);
        const string Json = """{"machine":{"tags":[{"label":"abc","level":"low"}]},"node":{"name":"n1"}}""";
        Assert.Equal(Json, EmittedCodecs.Rewrite(assemblies[2].GetType("Com.Acme.Vendor.Card", throwOnError: true)!, Json));

        var description = Description(assemblies[2].GetType("Com.Acme.Vendor.VendorApi", throwOnError: true)!);
        Assert.Equal(["com.acme.core", "com.acme.host"], description.Imports.Select(static i => i.Namespace));
        var error = description.Methods.Single(static m => m.Name == "Gpu.label").Errors.ToException(
            new ErrorPayload { Code = 50001, Message = "No.", Name = "Refused" });
        Assert.Equal("RefusedException", error.GetType().Name);
    }

    [Fact]
    public void The_server_role_emits_drivers_only()
    {
        var types = GeneratorRun.Of("Acme.Core", [], SchemaText.OnlyTypes("core.json", Core));
        var client = GeneratorRun.Of(
            "Acme.Host", [Reference(types)], SchemaText.Reference("core.json", Core), new SchemaText("host.json", Host, Client: true));
        var server = GeneratorRun.Of(
            "Acme.Host.Server",
            [Reference(types), Reference(client)],
            SchemaText.Reference("core.json", Core),
            new SchemaText("host.json", Host, Types: false, Server: true));
        EmittedAssembly.CompilesCleanly(server);
        Assert.Equal(["com.acme.host/Drivers/NodeDriver.g.cs"], server.Sources.Keys);
    }

    [Fact]
    public void A_document_that_is_only_referred_to_emits_nothing() =>
        Assert.Empty(GeneratorRun.Of(SchemaText.Reference("core.json", Core)).Sources);

    [Fact]
    public void A_document_that_two_items_name_is_one()
    {
        var file = SchemaText.OnlyTypes("core.json", Core);
        var run = GeneratorRun.OfFiles([file.ToFile(), file.ToFile()], [file]);
        Assert.Empty(run.Errors);
        Assert.NotEmpty(run.Sources);
    }

    private static PortableExecutableReference Reference(GeneratorRun run) => MetadataReference.CreateFromImage(EmittedAssembly.Image(run));

    private static ApiDescription Description(Type api) =>
        (ApiDescription)api.GetProperty("Description", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
