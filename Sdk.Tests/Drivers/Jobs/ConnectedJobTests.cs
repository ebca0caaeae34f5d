using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Jobs;

/// <summary>Long work as clients meet it: tasks that outlive their connection, and that others wait for and cancel.</summary>
public sealed class ConnectedJobTests
{
    private const string Test = """{"self":{"name":"test"}}""";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_task_outlives_its_connection_and_is_waited_for_by_another()
    {
        await using var server = await ServeAsync();
        string task;
        using (var first = new LineClient(server.Connect()))
            task = await BeginAsync(first, "Domain.managedSave", Test);
        using var second = new LineClient(server.Connect());
        var ended = Result(await second.CallAsync("Task.wait", task));
        Assert.Equal(("Domain.managedSave", "completed"), (ended.GetProperty("method").GetString(), ended.GetProperty("state").GetString()));
        Assert.Equal(100, ended.GetProperty("progress").GetProperty("percent").GetInt32());
        Assert.Equal("test", ended.GetProperty("object").GetProperty("name").GetString());
        Assert.Equal(2147483648, ended.GetProperty("result").GetProperty("size").GetInt64());
        Assert.True(Result(await second.CallAsync("Domain.getInfo", Test)).GetProperty("hasManagedSave").GetBoolean());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Task.cancel")]
    [InlineData("Domain.abortJob")]
    public async Task A_task_is_cancelled_by_another_connection(string method)
    {
        await using var server = await ServeAsync();
        using var first = new LineClient(server.Connect());
        var task = await BeginAsync(first, "Domain.save", """{"self":{"name":"test"},"path":"/s"}""");
        using var second = new LineClient(server.Connect());
        Assert.True((await second.CallAsync(method, method == "Task.cancel" ? task : Test)).TryGetProperty("result", out _));
        var ended = Result(await second.CallAsync("Task.wait", task));
        Assert.Equal(("cancelled", "Cancelled"), (ended.GetProperty("state").GetString(), ended.GetProperty("error").GetProperty("data").GetProperty("name").GetString()));
        Assert.Equal("running", Result(await second.CallAsync("Domain.getState", Test)).GetProperty("state").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task Work_that_finds_no_place_among_the_servers_tasks_leaves_its_domain_free()
    {
        await using var server = await ServeAsync(new ServerLimits { RunningTasks = 1 });
        using var client = new LineClient(server.Connect());
        var other = """{"xml":"<domain type='test'><name>other</name><memory unit='GiB'>1</memory><os><type>hvm</type></os></domain>"}""";
        await client.CallAsync("Domain.createXml", other);
        var task = await BeginAsync(client, "Domain.managedSave", Test);
        var refused = await client.CallAsync("Domain.save", """{"self":{"name":"other"},"path":"/s"}""");
        Assert.Equal("LimitExceeded", refused.GetProperty("error").GetProperty("data").GetProperty("name").GetString());
        Assert.True((await client.CallAsync("Domain.suspend", """{"self":{"name":"other"}}""")).TryGetProperty("result", out _));
        await client.CallAsync("Task.wait", task);
    }

    private static async Task<VirtwireServer> ServeAsync(ServerLimits? limits = null)
    {
        var options = new VirtwireServerOptions().AddDriver("test:///default");
        options.Limits = limits ?? options.Limits;
        var server = new VirtwireServer(options);
        await server.StartAsync(Ended);
        return server;
    }

    private static async Task<string> BeginAsync(LineClient client, string method, string parameters) =>
        $$"""{"self":{{Result(await client.CallAsync(method, parameters)).GetProperty("task")}}}""";

    private static JsonElement Result(JsonElement answer) =>
        answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(answer.ToString());
}
