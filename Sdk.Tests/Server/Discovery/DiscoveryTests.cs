using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Discovery;

public sealed class DiscoveryTests
{
    [Theory]
    [InlineData("Rpc.discover")]
    [InlineData("rpc.discover")]
    public async Task Discovery_answers_to_both_its_names(string name)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var document = (await peer.CallAsync(Json.Call(1, name))).Result();
        Assert.Equal("1.3.2", document.GetProperty("openrpc").GetString());
        Assert.Equal("1.1", document.GetProperty("info").GetProperty("x-virtwire").GetProperty("namespaces").GetProperty("dev.virtwire.conformance").GetString());
    }

    [Fact]
    public async Task What_cannot_be_called_is_not_there()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var admin = RawPeer.Connect(host, WireForm.Lines);
        using var reader = RawPeer.Connect(host, WireForm.Lines, SessionRole.Read);
        using var older = RawPeer.Connect(host, WireForm.Lines);
        await older.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{"dev.virtwire.conformance":{"min":"1.0","max":"1.0"}}}"""));
        var all = await NamesAsync(admin);
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        Assert.Contains("Lamp.reset", all);
        Assert.Contains("Rpc.hello", all);
        Assert.DoesNotContain("Calc.missing", all);
        Assert.Equal(
            [
                "Admin.disconnect", "Admin.getConnection", "Admin.getLimits", "Admin.getServerInfo", "Admin.listConnections", "Admin.setLimits",
                "Admin.setLogLevel", "Calc.notifyHello", "Calc.update", "Gate.release", "Lamp.reset", "Lamp.turn", "Oven.bake", "Oven.build",
                "Oven.clean", "Oven.open",
                "Task.cancel", "Task.dismiss",
            ],
            all.Except(await NamesAsync(reader)));
        Assert.Equal(["Calc.next"], all.Except(await NamesAsync(older)));
    }

    [Fact]
    public async Task A_method_has_all_that_a_command_line_needs()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var method = await MethodAsync(peer, "Lamp.turn");
        AssertJson(
            """
            {
              "name": "Lamp.turn",
              "summary": "Switches it on or off.",
              "description": "Switches it on or off.",
              "paramStructure": "either",
              "params": [
                { "name": "self", "description": "The object that is asked.", "required": true,
                  "schema": { "allOf": [ { "$ref": "#/components/schemas/dev.virtwire.conformance.Lamp" } ], "description": "The object that is asked." } },
                { "name": "on", "description": "Whether it shall shine.", "required": true,
                  "schema": { "type": "boolean", "description": "Whether it shall shine." } }
              ],
              "result": { "name": "result", "schema": { "type": "object", "description": "Nothing but that it is done.", "properties": {} } },
              "examples": [
                { "name": "turn 1",
                  "params": [ { "name": "on", "value": true }, { "name": "self", "value": { "name": "desk" } } ],
                  "result": { "name": "result", "value": {} } }
              ],
              "x-virtwire": {
                "namespace": "dev.virtwire.conformance", "resource": "Lamp", "since": "1.0", "access": "write", "static": false,
                "positional": ["self", "on"]
              }
            }
            """,
            method);
    }

    [Fact]
    public async Task A_page_says_how_it_goes_on()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var method = await MethodAsync(peer, "Lamp.list");
        Assert.Equal(["limit", "after"], method.GetProperty("params").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(10, method.GetProperty("x-virtwire").GetProperty("maxPage").GetInt32());
        var properties = method.GetProperty("result").GetProperty("schema").GetProperty("properties");
        Assert.Equal("#/components/schemas/dev.virtwire.conformance.Lamp", properties.GetProperty("items").GetProperty("items").GetProperty("$ref").GetString());
    }

    [Fact]
    public async Task Errors_and_constraints_are_told()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        AssertJson(
            """[{ "code": 5001, "message": "The driver was asked to refuse.", "data": { "name": "Refused", "hint": "Do not ask for it." } }]""",
            (await MethodAsync(peer, "Calc.refuse")).GetProperty("errors"));
        AssertJson(
            """
            { "type": "array", "items": { "$ref": "#/components/schemas/dev.virtwire.conformance.Point" },
              "minItems": 1, "maxItems": 3, "description": "Places." }
            """,
            (await MethodAsync(peer, "Calc.plot")).GetProperty("params")[0].GetProperty("schema"));
        Assert.True((await MethodAsync(peer, "Calc.fail")).GetProperty("params")[0].GetProperty("schema").GetProperty("x-sensitive").GetBoolean());
    }

    [Fact]
    public async Task Types_and_handles_are_components()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var schemas = (await peer.CallAsync(Json.Call(1, "Rpc.discover"))).Result().GetProperty("components").GetProperty("schemas");
        AssertJson(
            """
            {
              "type": "object",
              "properties": {
                "x": { "type": "integer", "format": "int32", "minimum": 0, "description": "Rightwards." },
                "y": { "type": "integer", "format": "int32", "minimum": 0, "description": "Upwards." }
              },
              "required": ["x", "y"],
              "description": "A place."
            }
            """,
            schemas.GetProperty("dev.virtwire.conformance.Point"));
        AssertJson(
            """
            {
              "type": "object",
              "properties": {
                "name": { "type": "string", "description": "Its name." },
                "uuid": { "type": "string", "format": "uuid", "description": "Its number." }
              },
              "anyOf": [ { "required": ["uuid"] }, { "required": ["name"] } ],
              "x-virtwire": { "resource": "Lamp", "identity": ["name", "uuid"], "keys": [["uuid"], ["name"]] },
              "description": "Objects with events."
            }
            """,
            schemas.GetProperty("dev.virtwire.conformance.Lamp"));
    }

    [Fact]
    public async Task Every_reference_has_its_target()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.AddDriver("test:///default"));
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var document = (await peer.CallAsync(Json.Call(1, "Rpc.discover"))).Result();
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => "#/components/schemas/" + s.Name).ToHashSet();
        Assert.All(References(document), r => Assert.Contains(r, schemas));
    }

    [Fact]
    public async Task The_document_is_made_once_for_all_who_share_a_view()
    {
        await using var host = await ConformanceHost.StartAsync();
        var core = host.Server.Core;
        var view = core.Views.Get(core.Registry.Drivers[0], SessionRole.Admin, Sdk.Server.Sessions.NegotiatedVersions.Current);
        Assert.Same(view.Discovery, view.Discovery);
    }

    private static async Task<List<string>> NamesAsync(RawPeer peer) =>
        [.. (await peer.CallAsync(Json.Call(9, "Rpc.discover"))).Result().GetProperty("methods").EnumerateArray().Select(m => m.GetProperty("name").GetString()!)];

    private static async Task<JsonElement> MethodAsync(RawPeer peer, string name) =>
        (await peer.CallAsync(Json.Call(9, "Rpc.discover"))).Result().GetProperty("methods").EnumerateArray().Single(m => m.GetProperty("name").GetString() == name);

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m =>
            m.Name == "$ref" && m.Value.ValueKind == JsonValueKind.String ? [m.Value.GetString()!] : References(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), actual.GetRawText());
}
