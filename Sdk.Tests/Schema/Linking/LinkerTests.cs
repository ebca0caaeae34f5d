using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Tests.Schema.Linking;

public sealed class LinkerTests
{
    private const string Base = """
        { "namespace": "com.acme.base", "version": "1.3", "since": "1.0",
          "types": { "Size": { "kind": "alias", "type": "uint64" }, "Mode": { "kind": "enum", "values": { "on": { "number": 1 } } } },
          "errors": { "NoBase": { "code": 5000, "http": 404 } } }
        """;

    [Fact]
    public void Own_names_come_before_imported_ones()
    {
        var schema = Link(Base, """
            { "namespace": "com.acme.gpu", "since": "1.0", "import": ["com.acme.base"],
              "types": {
                "Size": { "kind": "alias", "type": "int32" },
                "Info": { "kind": "struct", "fields": {
                  "own": { "type": "map<Size[]>" }, "theirs": { "type": "com.acme.base.Size" }, "imported": { "type": "Mode" }, "builtIn": { "type": "string" } } } },
              "resources": { "Gpu": { "methods": { "reset": { "static": true, "access": "write", "errors": ["NoBase"], "result": { "type": "Info" } } } } } }
            """);
        var info = Assert.IsType<StructModel>(schema.FindType("com.acme.gpu.Info"));
        Assert.Equal(
            ["builtIn string", "imported com.acme.base.Mode", "own map<com.acme.gpu.Size[]>", "theirs com.acme.base.Size"],
            info.Fields.Select(static f => $"{f.Name} {f.Type}"));
        var reset = schema.FindResource("com.acme.gpu.Gpu")!.Methods.Single();
        Assert.Equal("com.acme.gpu.Info", reset.Result!.Name);
        Assert.Equal(["com.acme.base.NoBase"], reset.Errors);
    }

    [Fact]
    public void Since_is_inherited_from_the_element_around_it()
    {
        var schema = Link("""
            { "namespace": "com.acme.gpu", "version": "1.5", "since": "1.1",
              "types": { "A": { "kind": "enum", "values": { "on": { "number": 1 }, "off": { "number": 0, "since": "1.4" } } } },
              "resources": { "Gpu": { "since": "1.2", "methods": { "reset": { "since": "1.3", "static": true, "access": "write",
                "params": { "mode": { "type": "A" } } } }, "events": { "gone": {} } } } }
            """);
        var a = Assert.IsType<EnumModel>(schema.FindType("com.acme.gpu.A"));
        Assert.Equal(["1.1", "1.4", "1.1"], new[] { a.Lifecycle, a.Values[0].Lifecycle, a.Values[1].Lifecycle }.Select(static l => l.Since.ToString()));
        var gpu = schema.FindResource("com.acme.gpu.Gpu")!;
        Assert.Equal("1.3", gpu.Methods[0].Params[0].Lifecycle.Since.ToString());
        Assert.Equal("1.2", gpu.Events[0].Lifecycle.Since.ToString());
    }

    [Fact]
    public void Members_are_in_the_order_of_the_wire()
    {
        var schema = Link("""
            { "namespace": "com.acme.gpu", "since": "1.0",
              "types": {
                "Z": { "kind": "struct", "fields": { "b": { "type": "bool" }, "a": { "type": "bool", "since": "1.10" }, "D": { "type": "bool" }, "c": { "type": "bool", "since": "1.9" } } },
                "A": { "kind": "enum", "values": { "x": { "number": 2 }, "y": { "number": -1 }, "z": { "number": 0 } }, "reserved": ["q", "p"] } } }
            """);
        Assert.Equal(["com.acme.gpu.A", "com.acme.gpu.Z"], schema.Namespaces[0].Types.Select(static t => t.Name));
        Assert.Equal(["D", "b", "c", "a"], ((StructModel)schema.FindType("com.acme.gpu.Z")!).Fields.Select(static f => f.Name));
        var a = (EnumModel)schema.FindType("com.acme.gpu.A")!;
        Assert.Equal(["y", "z", "x"], a.Values.Select(static v => v.Name));
        Assert.Equal(["p", "q"], a.Reserved);
    }

    [Fact]
    public void A_namespace_has_what_its_documents_state()
    {
        var schema = Link(
            """{ "namespace": "com.acme.gpu-card", "since": "1.0", "doc": "B.", "types": { "Card": { "kind": "struct", "since": "1.2", "fields": { "a": { "type": "bool", "since": "1.12" } } } } }""",
            """{ "namespace": "com.acme.gpu-card", "doc": "A." }""",
            """{ "namespace": "com.acme.nic", "version": "2.0", "since": "1.0", "csharp": { "namespace": "Acme.Nics" } }""");
        var (card, nic) = (schema.Namespaces[0], schema.Namespaces[1]);
        Assert.Equal(("1.12", "Com.Acme.GpuCard", "A.\nB."), (card.Version.ToString(), card.CSharpNamespace, card.Doc));
        Assert.Equal(("2.0", "Acme.Nics", null), (nic.Version.ToString(), nic.CSharpNamespace, nic.Doc));
    }

    [Fact]
    public void Types_know_where_their_values_travel()
    {
        var schema = Link("""
            { "namespace": "com.acme.gpu", "since": "1.0",
              "types": {
                "In": { "kind": "struct", "fields": { "inner": { "type": "Both[]" } } },
                "Out": { "kind": "struct", "fields": { "inner": { "type": "Union" }, "next": { "type": "Out", "optional": true } } },
                "Union": { "kind": "union", "tag": "type", "variants": { "both": { "type": "Both" } } },
                "Both": { "kind": "struct", "fields": { "id": { "type": "Id" } } },
                "Id": { "kind": "alias", "type": "Key" },
                "Key": { "kind": "enum", "values": { "a": { "number": 1 } } },
                "Progress": { "kind": "struct", "fields": {} },
                "Told": { "kind": "struct", "fields": {} },
                "Wrong": { "kind": "struct", "fields": {} },
                "Unused": { "kind": "struct", "fields": {} } },
              "errors": { "NoGpu": { "code": 5000, "http": 404, "data": { "wrong": { "type": "map<Wrong>" } } } },
              "resources": { "Gpu": {
                "methods": { "set": { "static": true, "access": "write", "params": { "in": { "type": "In" } }, "result": { "type": "Out" }, "task": { "progress": "Progress" } } },
                "events": { "told": { "data": { "what": { "type": "Told" } } } } } } }
            """);
        Assert.Equal(TypeUse.Request, Use("In"));
        Assert.Equal(TypeUse.Response, Use("Out"));
        Assert.Equal(TypeUse.Response, Use("Union"));
        Assert.Equal(TypeUse.Request | TypeUse.Response, Use("Both"));
        Assert.Equal(TypeUse.Request | TypeUse.Response, Use("Key"));
        Assert.Equal(TypeUse.Response, Use("Progress"));
        Assert.Equal(TypeUse.Event, Use("Told"));
        Assert.Equal(TypeUse.Response, Use("Wrong"));
        Assert.Equal(TypeUse.None, Use("Unused"));
        Assert.True(schema.KeepsUnknownMembers("com.acme.gpu.Both"));
        Assert.False(schema.KeepsUnknownMembers("com.acme.gpu.Out"));

        TypeUse Use(string name) => schema.UseOf("com.acme.gpu." + name);
    }

    [Fact]
    public void What_a_handle_carries_travels_with_it()
    {
        var schema = Link("""
            { "namespace": "com.acme.gpu", "since": "1.0", "types": { "Slot": { "kind": "enum", "values": { "a": { "number": 1 } } } },
              "resources": { "Gpu": { "identity": { "slot": { "type": "Slot" } }, "keys": [["slot"]],
                "methods": { "reset": { "access": "write" }, "list": { "static": true, "access": "read", "paginate": { "maxPage": 1 }, "result": { "type": "Gpu[]" } } },
                "events": { "gone": {} } } } }
            """);
        Assert.Equal(TypeUse.Request | TypeUse.Response | TypeUse.Event, schema.UseOf("com.acme.gpu.Slot"));
    }

    [Fact]
    public void The_order_of_documents_makes_no_difference_to_findings()
    {
        var documents = new[] { ("a.json", Base), ("b.json", Base), ("c.json", """{ "namespace": "com.acme.gpu", "import": ["com.acme.base", "com.acme.none"] }""") };
        var found = new SchemaCase(documents).Link.Diagnostics;
        Assert.NotEmpty(found);
        var models = documents.Reverse().Select(static d => Virtwire.Sdk.Schema.Reading.DocumentReader.Read(d.Item1, d.Item2).Model!).ToList();
        Assert.Equal(found, Linker.Link(models).Diagnostics);
    }

    [Fact]
    public void Nothing_links_to_an_empty_schema() => Assert.Empty(Linker.Link([]).Schema!.Namespaces);

    [Fact]
    public void A_document_with_errors_links_to_nothing_but_its_names_are_known()
    {
        var found = new SchemaCase([("a.json", Base.Replace("\"uint64\"", "\"unit64\"", StringComparison.Ordinal)), ("b.json", """
            { "namespace": "com.acme.gpu", "since": "1.0", "import": ["com.acme.base"], "types": { "A": { "kind": "struct", "fields": { "size": { "type": "Size" } } } } }
            """)]);
        Assert.Null(found.Link.Schema);
        Assert.Equal(["VW1106"], found.Findings.Select(static f => f.Id));
    }

    private static LinkedSchema Link(params string[] documents) =>
        new SchemaCase(documents.Select(static (text, i) => ($"{i}.json", text))).Schema;
}
