using System.Reflection;
using System.Runtime.CompilerServices;
using Virtwire.Sdk.Tests.Generators.Support;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>Schemas that are odd but legal: what is emitted compiles without a word, and its types can be used.</summary>
public sealed class UnusualSchemaTests
{
    private const string Text = """{ "type": "string" }""";

    /// <summary>Documents by what is odd about them: the members behind the namespace.</summary>
    public static TheoryData<string, string> Schemas => new()
    {
        { "a field named as another one's pattern", Struct("""
            "name": { "type": "string", "pattern": "a*" }, "namePattern": { "type": "string" }, "patternOfName": { "type": "string" },
            "readName": { "type": "string" }, "readCheckedName": { "type": "string" }
            """) },
        { "a field named as another one's default", Struct("""
            "names": { "type": "string[]", "optional": true, "default": ["a"] }, "defaultOfNames": { "type": "string" }
            """) },
        { "locals of readers", Struct(string.Join(", ", Enumerable.Range(0, 300).Select(static i => $"\"seen{i}\": {Text}"))) },
        { "types that differ by case", """ "types": { "Uri": { "kind": "struct", "fields": {} }, "URI": { "kind": "struct", "fields": {} } } """ },
        { "types named as those of .NET", $$"""
            "types": { {{string.Join(", ", BclTypes.Select(static t => $$"""
                "{{t}}": { "kind": "struct", "fields": { "id": { "type": "uuid" }, "at": { "type": "timestamp", "optional": true }, "any": { "type": "json", "optional": true } } }
                """))}} },
            "resources": { "Rig": { "identity": { "name": {{Text}} }, "keys": [["name"]],
              "methods": { "list": { "access": "read", "static": true, "paginate": { "maxPage": 3 }, "result": { "type": "Task[]" } },
                "get": { "access": "read", "params": { "by": { "type": "System", "optional": true } }, "result": { "type": "Exception" } } },
              "events": { "done": { "data": { "what": { "type": "Virtwire" } } } } } }
            """ },
        { "a resource with another name in C#", $$"""
            "types": { "Last": { "kind": "struct", "fields": { "task": { "type": "Task", "optional": true }, "tasks": { "type": "Task[]" } } } },
            "errors": { "NoTask": { "code": 7000, "http": 404, "data": { "task": { "type": "Task" } } } },
            "resources": { "Task": { "singular": "Job", "identity": { "id": {{Text}} }, "keys": [["id"]],
              "methods": { "list": { "access": "read", "static": true, "paginate": { "maxPage": 3 }, "result": { "type": "Task[]" } },
                "find": { "access": "read", "static": true, "params": { "after": { "type": "Task" } }, "result": { "type": "Task" } },
                "run": { "access": "write", "task": {}, "params": { "last": { "type": "Last" } }, "result": { "type": "Task" }, "errors": ["NoTask"] } },
              "events": { "done": { "data": { "next": { "type": "Task" } } } } },
              "Step": { "identity": { "task": { "type": "Task" }, "name": {{Text}} }, "keys": [["task", "name"]], "parent": "Task" } }
            """ },
        { "a key of nine fields", $$"""
            "resources": { "Rig": { "keys": [["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8"]],
              "identity": { {{string.Join(", ", Enumerable.Range(0, 9).Select(static i => $"\"k{i}\": {Text}"))}} } } }
            """ },
        { "positions beside parameters that need none", string.Join(", ", new[] { 62, 63, 64, 65, 127, 128, 129, 200 }.Select(static n => $$"""
            "Rig{{n}}": { "identity": { "name": {{Text}} }, "keys": [["name"]], "methods": {
              "first": { "access": "read", "static": true, "positional": ["p0"], "params": { {{Optional(n)}} } },
              "last": { "access": "read", "static": true, "positional": ["p{{n - 1}}"], "params": { {{Optional(n)}} } },
              "own": { "access": "read", "positional": ["self", "p{{n - 1}}"], "params": { {{Optional(n)}} } },
              "both": { "access": "read", "static": true, "positional": ["p{{n / 2}}", "p0"], "params": { {{Optional(n)}} } },
              "list": { "access": "read", "static": true, "positional": ["p1"], "params": { {{Optional(n)}} }, "paginate": { "maxPage": 3 }, "result": { "type": "Rig{{n}}[]" } } } }
            """)) is var rigs ? $$""" "resources": { {{rigs}} } """ : "" },
        { "a method of no parameters that passes over unknown ones", """
            "resources": { "Rig": { "methods": { "reset": { "access": "write", "static": true, "unknownParams": "ignore" } } } }
            """ },
        { "an error's data named as members of exceptions", Error("Odd", MembersOf(typeof(HostException)).Append("oddException").Append("descriptor")) },
        { "an error's data named as what stands in for another's", Error("Odd", ["code", "codeValue", "codeValueValue"]) },
        { "an event's data named as members of events", $$"""
            "resources": { "Rig": { "identity": { "name": {{Text}} }, "keys": [["name"]], "events": { "done": { "data": {
              {{Fields(MembersOf(typeof(HostEvent)).Concat(["data", "dataValue", "rig", "rigDoneEvent"]))}} } } } } }
            """ },
        { "defaults of null", """
            "types": { "Odd": { "kind": "struct", "fields": {
              "number": { "type": "integer", "optional": true, "nullable": true, "default": null },
              "list": { "type": "string[]", "optional": true, "nullable": true, "default": null },
              "any": { "type": "json", "optional": true, "nullable": true, "default": null },
              "plain": { "type": "json", "optional": true, "default": null } } } }
            """ },
    };

    private static string[] BclTypes =>
    [
        "Task", "String", "Guid", "Exception", "Nullable", "ValueTask", "Object", "Type", "System", "Virtwire", "Memory", "Attribute", "List",
        "CancellationToken", "Page", "Optional", "HostConnection", "HostException", "ResourceClient", "WireReader", "Int32", "EventArgs",
    ];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void What_is_odd_but_legal_compiles_and_initializes(string oddity, string members)
    {
        var assembly = Compile(members);
        Assert.NotEmpty(assembly.GetTypes());
        foreach (var type in assembly.GetTypes().Where(static t => !t.ContainsGenericParameters))
        {
            var failure = Record.Exception(() => RuntimeHelpers.RunClassConstructor(type.TypeHandle));
            Assert.True(failure is null, $"{oddity}: {failure}");
        }
    }

    [Fact]
    public void A_default_of_null_is_filled_in()
    {
        var type = Compile(Schemas.Single(static s => s.Data.Item1 == "defaults of null").Data.Item2).GetType("Com.Acme.Odd.Odd", throwOnError: true)!;
        Assert.Equal("""{"any":null,"list":null,"number":null,"plain":null}""", EmittedCodecs.Rewrite(type, "{}"));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(130)]
    public void A_reference_of_many_fields_asks_for_the_keys_that_it_says(int count)
    {
        var (last, first) = ($"k{count - 1:D3}", "k001");
        var fields = string.Join(", ", Enumerable.Range(0, count).Select(static i => $"\"k{i:D3}\": {Text}"));
        var type = Compile($$""" "resources": { "Rig": { "identity": { {{fields}} }, "keys": [["{{first}}", "{{last}}"], ["k000"]] } } """)
            .GetType("Com.Acme.Odd.RigRef", throwOnError: true)!;
        foreach (var complete in new[] { $$"""{"{{first}}":"a","{{last}}":"b"}""", """{"k000":"a"}""", $$"""{"k000":"a","{{last}}":"b"}""" })
            Assert.Equal(complete, EmittedCodecs.Rewrite(type, complete));
        foreach (var lacking in new[] { "{}", $$"""{"{{first}}":"a"}""", $$"""{"{{last}}":"b"}""", $$"""{"k002":"a","{{last}}":"b"}""" })
            Assert.Equal(WireFault.Missing, Assert.Throws<WireException>(() => EmittedCodecs.Rewrite(type, lacking)).Fault);
    }

    [Fact]
    public void Aliases_at_the_limit_compile()
    {
        var aliases = Enumerable.Range(0, 32).Select(static i => $$""" "A{{i}}": { "kind": "alias", "type": "A{{i + 1}}[]", "maxItems": 3 } """);
        var assembly = Compile($$""" "types": { {{string.Join(",", aliases)}}, "A32": { "kind": "alias", "type": "string", "maxLength": 3 }, "Odd": { "kind": "struct", "fields": { "a": { "type": "A0" } } } } """);
        var value = $$"""{"a":{{new string('[', 32)}}"x"{{new string(']', 32)}}}""";
        Assert.Equal(value, EmittedCodecs.Rewrite(assembly.GetType("Com.Acme.Odd.Odd", throwOnError: true)!, value));
    }

    [Fact]
    public void A_result_unwraps_to_its_required_field_after_it_grew()
    {
        var assembly = Compile("""
            "types": { "Answer": { "kind": "struct", "fields": { "note": { "type": "string", "optional": true }, "count": { "type": "integer" } } } },
            "resources": { "Rig": { "methods": { "count": { "access": "read", "static": true, "result": { "type": "Answer", "unwrap": true } } } } }
            """);
        Assert.Equal(typeof(ValueTask<long>), assembly.GetType("Com.Acme.Odd.RigService")!.GetMethod("CountAsync")!.ReturnType);
        Assert.Equal(typeof(ValueTask<long>), assembly.GetType("Com.Acme.Odd.Drivers.RigDriver")!.GetMethod("CountAsync")!.ReturnType);
    }

    [Theory]
    [InlineData("Box", """{"was":"a"}""", """{"now":"a"}""")]
    [InlineData("Spot", """{"was":"a"}""", """{"now":"a"}""")]
    [InlineData("Open", "\"was\"", "\"now\"")]
    [InlineData("OpenOne", """{"kind":"was","now":"a"}""", """{"kind":"now","now":"a"}""")]
    [InlineData("OpenOne", """{"was":"a","kind":"was"}""", """{"kind":"now","now":"a"}""")]
    [InlineData("ClosedOne", """{"kind":"was","was":"a"}""", """{"kind":"now","now":"a"}""")]
    [InlineData("RigRef", """{"was":"a"}""", """{"now":"a"}""")]
    [InlineData("RigResetRequest", """{"was":"a","self":{"was":"b"}}""", """{"self":{"now":"b"},"now":"a"}""")]
    [InlineData("RigDoneData", """{"was":"a"}""", """{"now":"a"}""")]
    [InlineData("GoneDetails", """{"was":"a"}""", """{"now":"a"}""")]
    [InlineData("Holder", """{"value":"was"}""", """{"value":"now"}""")]
    public void Earlier_names_are_read_wherever_a_name_travels(string type, string earlier, string now)
    {
        const string Was = "\"was\": [ { \"name\": \"was\", \"until\": \"1.1\" } ]";
        const string Fields = "{ \"now\": { \"type\": \"string\", " + Was + " } }";
        const string Variants = "\"tag\": \"kind\", \"variants\": { \"now\": { \"type\": \"Box\", " + Was + " } }";
        const string Values = "\"values\": { \"now\": { \"number\": 1, " + Was + " } }";
        var emitted = Compile($$"""
            "version": "1.1", "types": {
              "Box": { "kind": "struct", "fields": {{Fields}} }, "Spot": { "kind": "struct", "valueType": true, "fields": {{Fields}} },
              "Open": { "kind": "enum", {{Values}} }, "Closed": { "kind": "enum", "open": false, {{Values}} },
              "OpenOne": { "kind": "union", {{Variants}} }, "ClosedOne": { "kind": "union", "open": false, {{Variants}} },
              "Holder": { "kind": "struct", "fields": { "value": { "type": "Closed" } } } },
            "errors": { "Gone": { "code": 50001, "http": 404, "data": {{Fields}} } },
            "resources": { "Rig": { "identity": {{Fields}}, "keys": [["now"]],
              "methods": { "reset": { "access": "write", "params": {{Fields}} } }, "events": { "done": { "data": {{Fields}} } } } }
            """).GetType("Com.Acme.Odd." + type, throwOnError: true)!;
        Assert.Equal(now, EmittedCodecs.Rewrite(emitted, earlier));
        Assert.Equal(now, EmittedCodecs.Rewrite(emitted, now));
    }

    [Fact]
    public void An_error_is_known_by_its_earlier_name()
    {
        var assembly = Compile("""
            "version": "1.1", "errors": { "Gone": { "code": 50001, "http": 404, "was": [ { "name": "Lost", "until": "1.1" } ] } }
            """);
        var factory = (ErrorFactory)assembly.GetType("Com.Acme.Odd.OddErrors")!.GetProperty("Instance")!.GetValue(null)!;
        Assert.Equal("GoneException", factory.Create(new ErrorPayload { Code = 50001, Message = "", Name = "Lost" })?.GetType().Name);
        Assert.Equal("GoneException", factory.Create(new ErrorPayload { Code = 50001, Message = "", Name = "Gone" })?.GetType().Name);
        Assert.Null(factory.Create(new ErrorPayload { Code = 50001, Message = "", Name = "Other" }));
    }

    [Fact]
    public void A_union_that_was_never_set_is_not_written_as_nothing() =>
        Assert.Throws<ArgumentNullException>(() => EmittedCodecs.Write<Everything.Shape>(null!));

    [Fact]
    public void An_error_named_as_a_type_says_its_own_document()
    {
        var run = GeneratorRun.Of(
            SchemaText.All("types.json", Document(""" "types": { "Odd": { "kind": "struct", "fields": {} } } """)),
            SchemaText.All("errors.json", Document(""" "errors": { "Odd": { "code": 50001, "http": 404 } } """)));
        Assert.Empty(run.Errors);
        Assert.Contains("Emitted from errors.json.", run.Sources["com.acme.odd/OddException.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Emitted from types.json.", run.Sources["com.acme.odd/Odd.g.cs"], StringComparison.Ordinal);
    }

    private static Assembly Compile(string members)
    {
        var run = GeneratorRun.Of(SchemaText.All("odd.json", Document(members)));
        Assert.Empty(run.Errors);
        EmittedAssembly.CompilesCleanly(run);
        return EmittedAssembly.Load(run);
    }

    private static string Document(string members) => $$"""{ "namespace": "com.acme.odd", "since": "1.0", {{members}} }""";

    private static string Struct(string fields) => $$""" "types": { "Odd": { "kind": "struct", "fields": { {{fields}} } } } """;

    private static string Error(string name, IEnumerable<string> data) =>
        $$""" "errors": { "{{name}}": { "code": 50001, "http": 400, "data": { {{Fields(data)}} } } } """;

    private static string Optional(int count) =>
        string.Join(", ", Enumerable.Range(0, count).Select(static i => $$""" "p{{i}}": { "type": "string", "optional": true } """));

    private static string Fields(IEnumerable<string> names) => string.Join(", ", names.Select(static n => $"\"{n}\": {Text}"));

    // All that a class derived from it sees, so that a member that comes later is met here; what every record has cannot be a name anyway.
    private static IEnumerable<string> MembersOf(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
            .Where(static m => m.DeclaringType != typeof(object) && m.MemberType is MemberTypes.Property or MemberTypes.Method or MemberTypes.Event)
            .Where(static m => m is not MethodBase { IsSpecialName: true } and not MethodBase { IsPrivate: true } and not MethodBase { IsAssembly: true })
            .Select(static m => m.Name)
            .Where(static n => n is not ("ToString" or "GetType" or "Equals" or "GetHashCode" or "Finalize" or "MemberwiseClone"))
            .Where(static n => n.All(char.IsAsciiLetter))
            .Select(static n => char.ToLowerInvariant(n[0]) + n[1..])
            .Distinct(StringComparer.Ordinal);
}
