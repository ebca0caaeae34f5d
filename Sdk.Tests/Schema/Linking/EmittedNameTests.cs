using Microsoft.CodeAnalysis;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Tests.Generators.Support;

namespace Virtwire.Sdk.Tests.Schema.Linking;

/// <summary>
/// Whatever name the linker lets pass, the C# that is generated for it compiles without a warning. The names are those of everything that
/// generated code declares, inherits or uses, tried in every place that a name can have.
/// </summary>
public sealed class EmittedNameTests
{
    private const string Key = "\"identity\": { \"key0\": { \"type\": \"string\" } }, \"keys\": [[\"key0\"]]";

    private const string Text = "{ \"type\": \"string\" }";

    private static readonly string[] Names =
    [
        .. """
        about after as base bind body bool build call canonicalSchema clone code codec connection context count create data deconstruct default
        description descriptor details dispose driver dynamic element equalityContract equals errorName event events finalize first from gap
        getHashCode getType global handle hint id identity instance isGap isKnown items iterator key known limit link list member members
        memberwiseClone message method mode name namesSame namespace next null object of offset operator options other out page params payload
        position printMembers readPositions readWire readWireMembers reader record ref reference referenceEquals request resource result retry
        seen self session state static stream string subject symbols system tag task text this toString token type types unknown unknownMembers
        unrecognized unwrap value value2 values var version void wait when where with withOptions withPage wrap writeWire writeWireMembers writer
        x _x _ a-b aB a1 to-string parse try-parse wrapWire unwrapWire seen0 equals-wire op_Equality compare-to
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly Dictionary<string, Func<string[], string>> Places = new(StringComparer.Ordinal)
    {
        ["fields"] = names => $$"""
            "types": { "Thing0": { "kind": "struct", "fields": {{Map(names, Text)}} } },
            "resources": { "Res0": { "methods": { "m0": { "static": true, "access": "read", "params": { "p0": { "type": "Thing0" } }, "result": { "type": "Thing0" } } } } }
            """,
        ["fields of a value type"] = names => $$"""
            "types": { "Thing0": { "kind": "struct", "valueType": true, "fields": {{Map(names, Text)}} } },
            "resources": { "Res0": { "methods": { "m0": { "static": true, "access": "read", "params": { "p0": { "type": "Thing0" } }, "result": { "type": "Thing0" } } } } }
            """,
        ["parameters"] = names => $$"""
            "resources": { "Res0": { {{Key}}, "methods": { "m0": { "access": "read", "params": {{Map(names, Text)}} } } } }
            """,
        ["parameters of a static method"] = names => $$"""
            "resources": { "Res0": { "methods": { "m0": { "static": true, "access": "read", "params": {{Map(names, Text)}} } } } }
            """,
        ["parameters beside a page's"] = names => $$"""
            "resources": { "Res0": { {{Key}}, "methods": { "m0": { "static": true, "access": "read", "params": {{Map(names, Text)}}, "paginate": { "maxPage": 3 }, "result": { "type": "Res0[]" } } } } }
            """,
        ["data of an event"] = names => $$"""
            "resources": { "Res0": { {{Key}}, "events": { "e0": { "data": {{Map(names, Text)}} } } }, "Res1": { "events": { "e0": { "data": {{Map(names, Text)}} } } } }
            """,
        ["data of an error"] = names => $$"""
            "errors": { "Err0": { "code": 7000, "http": 404, "data": {{Map(names, Text)}} } }
            """,
        ["identity"] = names => $$"""
            "resources": { "Res0": { "identity": {{Map(names, Text)}}, "keys": [["{{names[0]}}"]], "methods": { "m0": { "access": "read" } }, "events": { "e0": {} } } }
            """,
        ["values"] = names => $$"""
            "types": { "Enum0": { "kind": "enum", "values": {{Map(names, static i => $"{{ \"number\": {i} }}")}} } }
            """,
        ["values of a closed enum"] = names => $$"""
            "types": { "Enum0": { "kind": "enum", "open": false, "values": {{Map(names, static i => $"{{ \"number\": {i} }}")}} } }
            """,
        ["variants"] = names => $$"""
            "types": { "Union0": { "kind": "union", "tag": "tag0", "variants": {{Map(names, "{ \"type\": \"Case0\" }")}} }, "Case0": { "kind": "struct", "fields": {} } }
            """,
        ["variants of a closed union"] = names => $$"""
            "types": { "Union0": { "kind": "union", "open": false, "tag": "tag0", "variants": {{Map(names, "{ \"type\": \"Case0\" }")}} }, "Case0": { "kind": "struct", "fields": {} } }
            """,
        ["tags"] = names => $$"""
            "types": { "Case0": { "kind": "struct", "fields": {} }, {{Members(names.Select(static (_, i) => $"Union{i}"), i => $$"""{ "kind": "union", "tag": "{{names[i]}}", "variants": { "a": { "type": "Case0" } } }""")}} }
            """,
        ["methods"] = names => $$"""
            "resources": { "Res0": { {{Key}}, "methods": {{Map(names, "{ \"access\": \"read\", \"params\": { \"p0\": { \"type\": \"string\" } } }")}} } }
            """,
        ["static methods"] = names => $$"""
            "resources": { "Res0": { {{Key}}, "methods": {{Map(names, "{ \"static\": true, \"access\": \"read\" }")}} }, "Res1": { "methods": {{Map(names, "{ \"static\": true, \"access\": \"read\" }")}} } }
            """,
        ["events"] = names => $$"""
            "resources": { "Res0": { {{Key}}, "events": {{Map(names, "{ \"data\": { \"p0\": { \"type\": \"string\" } } }")}} }, "Res1": { "events": {{Map(names, "{}")}} } }
            """,
        ["structs"] = names => $$"""
            "types": {{Map(Capitals(names), "{ \"kind\": \"struct\", \"fields\": { \"p0\": { \"type\": \"string\" } } }")}}
            """,
        ["enums"] = names => $$"""
            "types": {{Map(Capitals(names), "{ \"kind\": \"enum\", \"values\": { \"v0\": { \"number\": 0 } } }")}}
            """,
        ["unions"] = names => $$"""
            "types": { "Case0": { "kind": "struct", "fields": {} }, {{Members(Capitals(names), "{ \"kind\": \"union\", \"tag\": \"t0\", \"variants\": { \"v0\": { \"type\": \"Case0\" } } }")}} }
            """,
        ["errors"] = names => $$"""
            "errors": {{Map(Capitals(names), static i => $$"""{ "code": {{7000 + i}}, "http": 404, "data": { "p0": { "type": "string" } } }""")}}
            """,
        ["resources"] = names => $$"""
            "resources": {{Map(Capitals(names), "{ " + Key + ", \"methods\": { \"m0\": { \"access\": \"read\" } }, \"events\": { \"e0\": {} } }")}}
            """,
        ["resources of another name in C#"] = names => $$"""
            "resources": { {{Members(Capitals(names), static i => $$"""{ "singular": "Kind{{i}}", {{Key}}, "methods": { "m0": { "access": "read" } }, "events": { "e0": {} } }""")}} }
            """,
        ["names of resources in C#"] = names => $$"""
            "resources": { {{Members(Capitals(names).Select(static n => "Wire" + n), i => $$"""{ "singular": "{{Capitals(names).ElementAt(i)}}", {{Key}}, "methods": { "m0": { "access": "read" } }, "events": { "e0": {} } }""")}} }
            """,
        ["names of groups of static methods in C#"] = names => $$"""
            "resources": { {{Members(Capitals(names).Select(static n => "Wire" + n), i => $$"""{ "singular": "{{Capitals(names).ElementAt(i)}}", "methods": { "m0": { "static": true, "access": "read" } }, "events": { "e0": {} } }""")}} }
            """,
        ["groups of static methods"] = names => $$"""
            "resources": {{Map(Capitals(names), "{ \"methods\": { \"m0\": { \"static\": true, \"access\": \"read\" } }, \"events\": { \"e0\": {} } }")}}
            """,
    };

    public static TheoryData<string> PlaceNames => [.. Places.Keys];

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public void Names_that_link_compile(string place)
    {
        var names = Passing(Places[place]);
        Assert.InRange(names.Length, 60, Names.Length);
        var run = GeneratorRun.Of(SchemaText.All("names.json", Document(Places[place](names))));
        Assert.Empty(run.Errors);
        var faults = run.Compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal("", string.Join("\n", faults.Select(static d => $"{d.Id} {d.GetMessage()} {d.Location.SourceTree?.FilePath}")));
    }

    // The names that are left when those with a finding are taken out.
    private static string[] Passing(Func<string[], string> fill)
    {
        var names = Names;
        while (Faults(fill(names)) is { Count: > 0 } faults)
        {
            var refused = faults.SelectMany(static f => f.Pointer.Split('/')).ToHashSet(StringComparer.Ordinal);
            names = [.. names.Where(n => !refused.Contains(n) && !refused.Contains(CSharpNames.Pascal(n)) && !refused.Contains("Wire" + CSharpNames.Pascal(n)))];
        }

        return names;
    }

    private static List<SchemaDiagnostic> Faults(string content) =>
        [.. new SchemaCase(Document(content)).Findings.Where(static f => f.Severity == SchemaSeverity.Error)];

    private static string Document(string content) => $$"""{ "namespace": "com.acme.names", "since": "1.0", {{content}} }""";

    private static string Map(IEnumerable<string> names, string element) => "{" + Members(names, element) + "}";

    private static string Map(IEnumerable<string> names, Func<int, string> element) => "{" + Members(names, element) + "}";

    private static string Members(IEnumerable<string> names, string element) => Members(names, _ => element);

    private static string Members(IEnumerable<string> names, Func<int, string> element) =>
        string.Join(",\n", names.Select((name, i) => $"\"{name}\": {element(i)}"));

    private static IEnumerable<string> Capitals(string[] names) =>
        names.Select(CSharpNames.Pascal).Where(static n => n[0] != '_').Distinct(StringComparer.Ordinal);
}
