using System.Reflection;
using System.Runtime.CompilerServices;
using Virtwire.Sdk.Tests.Generators.Support;

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
