using System.Text.Json;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Admin;

/// <summary>Limits change while the server runs, each for what its schema says; those that are built in are refused.</summary>
public sealed class AdminLimitTests : IAsyncLifetime
{
    private ConformanceHost _host = null!;
    private RawPeer _admin = null!;
    private int _lastId;

    public async ValueTask InitializeAsync()
    {
        _host = await ConformanceHost.StartAsync();
        _admin = RawPeer.Connect(_host, WireForm.Lines);
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task They_are_answered_as_they_are_and_as_they_have_become()
    {
        var before = await CallAsync("Admin.getLimits");
        Assert.Equal(13, before.EnumerateObject().Count());
        Assert.Equal((1024, 86400000), (before.GetProperty("inFlight").GetInt32(), before.GetProperty("taskMemory").GetInt32()));

        var after = await CallAsync("Admin.setLimits", """{"inFlight":7,"detection":500}""");
        Assert.Equal((7, 500, 1024), (after.GetProperty("inFlight").GetInt32(), after.GetProperty("detection").GetInt32(), after.GetProperty("batchLength").GetInt32()));
        Assert.Equal(after.GetRawText(), (await CallAsync("Admin.getLimits")).GetRawText());

        // What was read can be given back as it is.
        Assert.Equal(before.GetRawText(), (await CallAsync("Admin.setLimits", before.GetRawText())).GetRawText());
    }

    [Theory]
    [InlineData("workerThreads")]
    [InlineData("waitingCalls")]
    [InlineData("keptEvents")]
    [InlineData("runningTasks")]
    [InlineData("keptTasks")]
    [InlineData("taskMemory")]
    public async Task One_that_is_built_in_is_refused_and_nothing_is_changed(string limit)
    {
        var before = (await CallAsync("Admin.getLimits")).GetRawText();
        var refusal = await _admin.CallAsync(Json.Call(++_lastId, "Admin.setLimits", $$"""{"inFlight":9,"{{limit}}":3}"""));

        Assert.Equal(("LimitFixed", limit), (refusal.ErrorName(), refusal.ErrorDetails().GetProperty("limit").GetString()));
        Assert.Equal(before, (await CallAsync("Admin.getLimits")).GetRawText());
    }

    [Theory]
    [InlineData("messageBytes", 100)]
    [InlineData("inFlight", 0)]
    [InlineData("batchLength", 0)]
    [InlineData("outboxBytes", 1)]
    [InlineData("connections", -1)]
    public async Task One_that_would_shut_the_server_off_is_refused(string limit, int value)
    {
        var refusal = await _admin.CallAsync(Json.Call(++_lastId, "Admin.setLimits", $$"""{"{{limit}}":{{value}}}"""));

        Assert.Equal(("InvalidParams", limit), (refusal.ErrorName(), refusal.ErrorDetails().GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Of_calls_batches_and_subscriptions_they_hold_for_connections_that_there_are()
    {
        using var other = RawPeer.Connect(_host, WireForm.Lines);
        await other.CallAsync(Json.Call(1, "Calc.ping"));
        await CallAsync("Admin.setLimits", """{"inFlight":1,"batchLength":2,"subscriptions":1}""");

        await other.CallAsync(Json.Call(2, "Events.subscribe"));
        Assert.Equal("subscriptions", Limit(await other.CallAsync(Json.Call(3, "Events.subscribe"))));
        var batch = $"[{Json.Call(4, "Calc.ping")},{Json.Call(5, "Calc.ping")},{Json.Call(6, "Calc.ping")}]";
        Assert.Equal("batchLength", Limit(await other.CallAsync(batch)));
        await other.SendAsync(Json.Call(7, "Gate.hold", """{"name":"door"}"""));
        await _host.Gates.Arrived("door").WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("inFlight", Limit(await other.CallAsync(Json.Call(8, "Calc.ping"))));

        await CallAsync("Admin.setLimits", """{"inFlight":2}""");
        Assert.True((await other.CallAsync(Json.Call(9, "Calc.ping"))).TryGetProperty("result", out _));
        _host.Gates.Open("door");
        Assert.Equal("7", (await other.ReceiveAsync()).Id());
    }

    [Fact]
    public async Task Of_messages_and_what_waits_they_hold_for_connections_that_come()
    {
        using var before = RawPeer.Connect(_host, WireForm.Lines);
        await before.CallAsync(Json.Call(1, "Calc.ping"));
        await CallAsync("Admin.setLimits", """{"messageBytes":4096,"outboxBytes":65536}""");
        using var after = RawPeer.Connect(_host, WireForm.Lines);
        var hello = (await after.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{}}"""))).Result();

        Assert.Equal(4096, hello.GetProperty("limits").GetProperty("messageBytes").GetInt32());
        var large = Json.Call(2, "Calc.ping") + new string(' ', 5000);
        Assert.Equal("2", (await before.CallAsync(large)).Id());
        Assert.Equal("messageBytes", Limit(await after.CallAsync(large)));
        Assert.True((await before.CallAsync(Json.Call(3, "Calc.repeat", """{"length":50000}"""))).TryGetProperty("result", out _));
        Assert.Equal("messageBytes", Limit(await after.CallAsync(Json.Call(3, "Calc.repeat", """{"length":50000}"""))));
    }

    [Fact]
    public async Task Of_connections_they_hold_for_the_next_one()
    {
        using var other = RawPeer.Connect(_host, WireForm.Lines);
        await other.CallAsync(Json.Call(1, "Calc.ping"));
        await CallAsync("Admin.setLimits", """{"connections":2}""");
        using (var refused = RawPeer.Connect(_host, WireForm.Lines))
            Assert.Null(await refused.TryReceiveAsync());

        await CallAsync("Admin.setLimits", """{"connections":3}""");
        using var third = RawPeer.Connect(_host, WireForm.Lines);
        Assert.Equal("1", (await third.CallAsync(Json.Call(1, "Calc.ping"))).Id());
        Assert.Equal("2", (await other.CallAsync(Json.Call(2, "Calc.ping"))).Id());
    }

    private static string? Limit(JsonElement answer)
    {
        Assert.Equal("LimitExceeded", answer.ErrorName());
        return answer.ErrorDetails().GetProperty("limit").GetString();
    }

    private async Task<JsonElement> CallAsync(string method, string parameters = "{}") =>
        (await _admin.CallAsync(Json.Call(++_lastId, method, parameters))).Result();
}
