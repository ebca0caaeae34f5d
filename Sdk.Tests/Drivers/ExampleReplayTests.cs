using System.Text.Json;
using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Drivers.Support;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Drivers;

/// <summary>Every example of the schema is a call that works: each is made on a fresh test:///default, as a line of JSON.</summary>
public sealed class ExampleReplayTests
{
    private static readonly LinkedSchema Schema = Link();

    // No method of the host API starts a task yet: the examples about one are of a vendor's.
    private const string ExampleTask = "5f0c1a2b3c4d-1";

    /// <summary>What an example's words ask for before it: "of a domain that is shut off".</summary>
    private static readonly Dictionary<string, (string Method, string Params)> Before = new(StringComparer.Ordinal)
    {
        ["Domain.create"] = ("Domain.destroy", """{"self":{"name":"test"}}"""),
        ["Domain.rename"] = ("Domain.destroy", """{"self":{"name":"test"}}"""),
        ["Domain.resume"] = ("Domain.suspend", """{"self":{"name":"test"}}"""),
        ["Events.unsubscribe"] = ("Events.subscribe", "{}"),
    };

    public static TheoryData<string, int> Examples { get; } = [.. Methods().SelectMany(
        m => m.Method.Examples.Select((_, index) => new TheoryDataRow<string, int>(m.Name, index)))];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_works_as_it_stands(string method, int index)
    {
        var example = Methods().Single(m => m.Name == method).Method.Examples[index];
        var gates = new Gates();
        gates.Open("left");
        var options = new VirtwireServerOptions().AddDriver("test:///default").AddResources("test", _ => [new OvenService(gates)]);
        await using var server = new VirtwireServer(options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var client = new LineClient(server.Connect());
        if (Before.TryGetValue(method, out var before))
            Assert.True((await client.CallAsync(before.Method, before.Params)).TryGetProperty("result", out _));

        var parameters = example.Params ?? "{}";
        if (parameters.Contains(ExampleTask, StringComparison.Ordinal))
            parameters = parameters.Replace(ExampleTask, await EndedTaskAsync(client), StringComparison.Ordinal);

        var answer = await client.CallAsync(method, parameters);

        Assert.True(answer.TryGetProperty("result", out var result), answer.ToString());
        if (example.Result is not null)
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(example.Result), result), result.ToString());
    }

    private static async Task<string> EndedTaskAsync(LineClient client)
    {
        var started = await client.CallAsync("Oven.bake", """{"self":{"name":"left"},"loaves":1}""");
        var id = started.GetProperty("result").GetProperty("task").GetProperty("id").GetString()!;
        var ended = await client.CallAsync("Task.wait", $$$"""{"self":{"id":"{{{id}}}"}}""");
        Assert.Equal("completed", ended.GetProperty("result").GetProperty("state").GetString());
        return id;
    }

    [Fact]
    public void Every_method_has_an_example() =>
        Assert.DoesNotContain(Methods(), m => m.Method.Examples.Count == 0);

    private static IEnumerable<(string Name, MethodModel Method)> Methods() =>
        from ns in Schema.Namespaces
        from resource in ns.Resources
        from method in resource.Methods
        select (resource.Name + "." + method.Name, method);

    private static LinkedSchema Link()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("schema"), "*.json");
        return Linker.Link([.. files.Select(file => DocumentReader.Read(file, File.ReadAllText(file)).Model!)]).Schema!;
    }
}
