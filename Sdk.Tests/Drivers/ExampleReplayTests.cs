using System.Text.Json;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers;

/// <summary>Every example of the schema is a call that works: each is made on a fresh test:///default, as a line of JSON.</summary>
public sealed class ExampleReplayTests
{
    // The examples about tasks are of a vendor's.
    private const string ExampleTask = "5f0c1a2b3c4d-1";

    public static TheoryData<string, int> Examples { get; } = [.. HostSchema.Methods().SelectMany(
        m => m.Method.Examples.Select((_, index) => new TheoryDataRow<string, int>(m.Name, index)))];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_works_as_it_stands(string method, int index)
    {
        var example = HostSchema.Methods().Single(m => m.Name == method).Method.Examples[index];
        var gates = new Gates();
        gates.Open("left");
        var options = new VirtwireServerOptions { LogLevel = new LogLevelSwitch(LogLevel.Warning) }.AddDriver("test:///default").AddResources("test", _ => [new OvenService(gates)]);
        await using var server = new VirtwireServer(options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var client = new LineClient(server.Connect());
        foreach (var before in ExamplePreludes.Of(method))
            await MakeAsync(client, before.Method, before.Params);

        var parameters = example.Params ?? "{}";
        if (parameters.Contains(ExampleTask, StringComparison.Ordinal))
            parameters = parameters.Replace(ExampleTask, await EndedTaskAsync(client), StringComparison.Ordinal);

        var answer = await client.CallAsync(method, parameters);

        if (HostSchema.Methods().Single(m => m.Name == method).Method.Stream != Virtwire.Sdk.Schema.Model.StreamDirection.None)
        {
            // The bytes have no way yet: all else about the call was in order.
            Assert.True(answer.TryGetProperty("error", out var error), answer.ToString());
            Assert.Equal("NoStreamEndpoint", error.GetProperty("data").GetProperty("name").GetString());
            return;
        }

        Assert.True(answer.TryGetProperty("result", out var result), answer.ToString());
        if (result.TryGetProperty("task", out var task))
            result = await ResultOfAsync(client, task);
        if (example.Result is null)
            return;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(example.Result), result), result.ToString());
    }

    // A task before an example has ended when the example's call is made, unless the line says 'begin'.
    private static async Task MakeAsync(LineClient client, string method, string parameters)
    {
        var (name, begins) = method.StartsWith("begin:", StringComparison.Ordinal) ? (method["begin:".Length..], true) : (method, false);
        var answer = await client.CallAsync(name, parameters);
        Assert.True(answer.TryGetProperty("result", out var result), $"{method} {parameters}: {answer}");
        if (!begins && result.TryGetProperty("task", out var task))
            await ResultOfAsync(client, task);
    }

    // The result that an example of a task shows is what the task ends with.
    private static async Task<JsonElement> ResultOfAsync(LineClient client, JsonElement task)
    {
        var ended = await client.CallAsync("Task.wait", $$"""{"self":{{task}}}""");
        Assert.True(ended.GetProperty("result").TryGetProperty("result", out var result), ended.ToString());
        return result;
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
    public void Every_prelude_is_of_a_method() => Assert.Empty(ExamplePreludes.Methods.Except(HostSchema.Methods().Select(m => m.Name)));

    [Fact]
    public void Every_method_has_an_example() =>
        Assert.DoesNotContain(HostSchema.Methods(), m => m.Method.Examples.Count == 0);
}
