using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>
/// Makes schemas as large as one likes, with the proportions of a large host API: per 300 methods 400 types, of which 300 structs,
/// 80 enums, 10 unions and 10 aliases; 25 resources. Used by tests and benchmarks.
/// </summary>
internal static class BigSchema
{
    private const int MethodsPerResource = 12;
    private static readonly string[] Scalars = ["string", "integer", "bool", "uint64", "uuid", "float", "int32", "timestamp", "duration", "bytes"];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One document with that many methods and types.</summary>
    public static string Make(int methods = 300, int types = 400)
    {
        var structs = types * 3 / 4;
        var enums = types / 5;
        var unions = types / 40;
        var all = new JsonObject();
        for (var i = 0; i < enums; i++)
            all[Name("Mode", i)] = Enum(i);
        for (var i = 0; i < structs; i++)
            all[Name("Info", i)] = Struct(i, structs, enums);
        for (var i = 0; i < unions; i++)
            all[Name("Choice", i)] = Union(i, structs);
        for (var i = 0; all.Count < types; i++)
            all[Name("Text", i)] = new JsonObject { ["kind"] = "alias", ["doc"] = "A text.", ["type"] = "string", ["maxLength"] = 10 + i };
        var resources = new JsonObject();
        for (var i = 0; i * MethodsPerResource < methods; i++)
            resources[Name("Thing", i)] = Resource(i, Math.Min(MethodsPerResource, methods - (i * MethodsPerResource)), structs);
        var document = new JsonObject
        {
            ["namespace"] = "org.example.big",
            ["version"] = "1.0",
            ["since"] = "1.0",
            ["types"] = all,
            ["errors"] = Errors(methods / 10),
            ["resources"] = resources,
        };
        return document.ToJsonString(Indented);
    }

    private static JsonObject Enum(int i)
    {
        var values = new JsonObject();
        for (var v = 0; v < 6; v++)
            values["value" + Text(v)] = new JsonObject { ["number"] = v, ["doc"] = "One of the values that there are." };
        return new JsonObject { ["kind"] = "enum", ["open"] = i % 4 != 0, ["doc"] = "How something is.", ["values"] = values };
    }

    private static JsonObject Struct(int i, int structs, int enums)
    {
        var fields = new JsonObject();
        for (var f = 0; f < 8; f++)
        {
            // A struct refers to later ones only, so that the types stay a tree.
            var type = f == 6 && i + 1 < structs ? Name("Info", i + 1 + ((i * 7) % Math.Min(20, structs - i - 1))) + "[]"
                : f == 7 ? Name("Mode", i % enums)
                : Scalars[(i + f) % Scalars.Length];
            fields["member" + Text(f)] = new JsonObject
            {
                ["type"] = type,
                ["optional"] = f % 3 == 2,
                ["doc"] = "Something that a client wants to know of it, told in a sentence.",
            };
        }

        return new JsonObject { ["kind"] = "struct", ["valueType"] = i % 10 == 0 && i % 7 != 6, ["doc"] = "What there is to know.", ["fields"] = fields };
    }

    private static JsonObject Union(int i, int structs)
    {
        var variants = new JsonObject();
        for (var v = 0; v < 4; v++)
            variants["kind" + Text(v)] = new JsonObject { ["type"] = Name("Info", ((i * 4) + v) % structs), ["doc"] = "One of the kinds." };
        return new JsonObject { ["kind"] = "union", ["tag"] = "kind", ["doc"] = "One of several.", ["variants"] = variants };
    }

    private static JsonObject Resource(int i, int count, int structs)
    {
        var methods = new JsonObject();
        for (var m = 0; m < count; m++)
        {
            var isList = m == 0;
            var parameters = new JsonObject();
            for (var p = 0; p < m % 4; p++)
            {
                parameters["param" + Text(p)] = new JsonObject
                {
                    ["type"] = p == 2 ? Name("Info", ((i * 13) + m) % structs) : Scalars[(m + p) % Scalars.Length],
                    ["optional"] = p > 0,
                    ["doc"] = "What is to be done.",
                };
            }

            var method = new JsonObject
            {
                ["static"] = isList,
                ["access"] = m % 2 == 0 ? "read" : "write",
                ["doc"] = "Does something that takes a sentence to describe.",
                ["params"] = parameters,
                ["errors"] = new JsonArray("Fault" + Text(m)),
            };
            if (isList)
                method["paginate"] = new JsonObject { ["maxPage"] = 100 };
            if (isList || m % 3 != 0)
                method["result"] = new JsonObject { ["type"] = isList ? Name("Thing", i) + "[]" : Name("Info", ((i * 12) + m) % structs) };
            methods["method" + Text(m)] = method;
        }

        return new JsonObject
        {
            ["doc"] = "A thing that can be managed.",
            ["identity"] = new JsonObject { ["uuid"] = new JsonObject { ["type"] = "uuid" }, ["name"] = new JsonObject { ["type"] = "string" } },
            ["keys"] = new JsonArray(new JsonArray("uuid"), new JsonArray("name")),
            ["methods"] = methods,
            ["events"] = new JsonObject
            {
                ["changed"] = new JsonObject { ["doc"] = "It changed.", ["data"] = new JsonObject { ["why"] = new JsonObject { ["type"] = "string" } } },
            },
        };
    }

    private static JsonObject Errors(int count)
    {
        var errors = new JsonObject();
        for (var i = 0; i < Math.Max(count, MethodsPerResource); i++)
        {
            errors["Fault" + Text(i)] = new JsonObject
            {
                ["code"] = 90001 + i,
                ["http"] = 409,
                ["doc"] = "Something stands in the way.",
                ["data"] = new JsonObject { ["what"] = new JsonObject { ["type"] = "string" } },
            };
        }

        return errors;
    }

    private static string Name(string kind, int i) => kind + Text(i);

    private static string Text(int i) => i.ToString(CultureInfo.InvariantCulture);
}
