using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Listening;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Admin;

/// <summary>Whoever runs a server sees its connections, and can close them; the other end is told why.</summary>
public sealed class ConnectionAdminTests : IAsyncLifetime
{
    private ConformanceHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ConformanceHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_connection_is_described_with_what_is_known_of_it()
    {
        using var admin = RawPeer.Connect(_host, WireForm.Lines);
        using var other = RawPeer.Connect(_host, WireForm.Headers, SessionRole.Operate);
        await admin.CallAsync(Json.Call(1, "Calc.ping"));
        await other.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{},"client":{"name":"tool","version":"2"}}"""));
        await other.CallAsync(Json.Call(2, "Events.subscribe"));
        await other.SendAsync(Json.Call(3, "Gate.hold", """{"name":"door"}"""));
        await _host.Gates.Arrived("door").WaitAsync(TestContext.Current.CancellationToken);

        var seen = (await admin.CallAsync(Json.Call(2, "Admin.getConnection", """{"id":2}"""))).Result();
        Assert.Equal(("tester", "operate", "test", "headers"), (Text(seen, "identity"), Text(seen, "role"), Text(seen, "transport"), Text(seen, "protocol")));
        Assert.Equal((ConformanceHost.DriverUri, "tool/2"), (Text(seen, "driver"), Text(seen, "client")));
        Assert.Equal((1, 1, false), (seen.GetProperty("calls").GetInt32(), seen.GetProperty("subscriptions").GetInt32(), seen.GetProperty("own").GetBoolean()));
        Assert.Equal(_host.Server.Connections.Served.Single(c => c.Session.Number == 2).Session.Since, seen.GetProperty("since").GetDateTimeOffset());

        var own = (await admin.CallAsync(Json.Call(3, "Admin.getConnection", """{"id":1}"""))).Result();
        Assert.Equal(("lines", "admin", true), (Text(own, "protocol"), Text(own, "role"), own.GetProperty("own").GetBoolean()));
        Assert.False(own.TryGetProperty("client", out _));
    }

    [Fact]
    public async Task They_are_listed_in_the_order_in_which_they_came_and_in_pages()
    {
        var peers = new List<RawPeer>();
        for (var i = 0; i < 5; i++)
        {
            peers.Add(RawPeer.Connect(_host, WireForm.Lines));
            await peers[i].CallAsync(Json.Call(1, "Calc.ping"));
        }

        var first = (await peers[0].CallAsync(Json.Call(2, "Admin.listConnections", """{"limit":3}"""))).Result();
        var second = (await peers[0].CallAsync(Json.Call(3, "Admin.listConnections", $$"""{"limit":3,"after":"{{Text(first, "next")}}"}"""))).Result();
        Assert.Equal([1, 2, 3, 4, 5], Ids(first).Concat(Ids(second)));
        Assert.False(second.TryGetProperty("next", out _));
        Assert.Equal("InvalidCursor", (await peers[0].CallAsync(Json.Call(4, "Admin.listConnections", """{"after":"?"}"""))).ErrorName());
        peers.ForEach(p => p.Dispose());
    }

    [Fact]
    public async Task One_that_is_closed_is_told_why_and_its_calls_are_cancelled()
    {
        using var admin = RawPeer.Connect(_host, WireForm.Lines);
        using var other = RawPeer.Connect(_host, WireForm.Lines);
        await admin.CallAsync(Json.Call(1, "Calc.ping"));
        await other.CallAsync(Json.Call(1, "Calc.ping"));
        await other.SendAsync(Json.Call(2, "Gate.hold", """{"name":"door"}"""));
        await _host.Gates.Arrived("door").WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("{}", (await admin.CallAsync(Json.Call(2, "Admin.disconnect", """{"id":2,"reason":"maintenance"}"""))).Result().GetRawText());

        var last = await other.ReceiveAsync();
        Assert.Equal(("null", "Disconnected", "maintenance"), (last.Id(), last.ErrorName(), Text(last.ErrorDetails(), "reason")));
        Assert.Null(await other.TryReceiveAsync());
        await _host.Gates.Cancelled("door").WaitAsync(TestContext.Current.CancellationToken);
        await GoneAsync(2);
        Assert.Equal("NoConnection", (await admin.CallAsync(Json.Call(3, "Admin.disconnect", """{"id":2}"""))).ErrorName());
        Assert.Equal([1], Ids((await admin.CallAsync(Json.Call(4, "Admin.listConnections"))).Result()));
    }

    [Theory]
    [InlineData("lines")]
    [InlineData("headers")]
    public async Task Ones_own_is_closed_after_the_answer(string form)
    {
        using var admin = RawPeer.Connect(_host, form == "lines" ? WireForm.Lines : WireForm.Headers);

        var answer = await admin.CallAsync(Json.Call(1, "Admin.disconnect", """{"id":1}"""));
        Assert.Equal(("1", "{}"), (answer.Id(), answer.Result().GetRawText()));
        var last = await admin.ReceiveAsync();
        Assert.Equal(("null", "Disconnected"), (last.Id(), last.ErrorName()));
        Assert.False(last.GetProperty("error").GetProperty("data").TryGetProperty("details", out var details) && details.TryGetProperty("reason", out _));
        Assert.Null(await admin.TryReceiveAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_says_why_its_connection_has_ended()
    {
        await using var server = new VirtwireServer(new VirtwireServerOptions().AddDriver("test:///default"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var admin = await server.ConnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var other = await server.ConnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        var ended = new TaskCompletionSource<Exception?>();
        other.StateChanged += (_, change) => ended.TrySetResult(change.Reason);

        await admin.Admin.DisconnectAsync(2, "maintenance", TestContext.Current.CancellationToken);

        var failure = await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("maintenance", failure!.Message, StringComparison.Ordinal);
        var lost = await Assert.ThrowsAsync<ConnectionLostException>(async () => await other.Host.PingAsync(TestContext.Current.CancellationToken));
        Assert.Contains("maintenance", lost.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await admin.Admin.GetConnectionAsync(1, TestContext.Current.CancellationToken)).Id);
    }

    [Fact]
    public async Task The_server_describes_itself()
    {
        using var admin = RawPeer.Connect(_host, WireForm.Lines);
        using var other = RawPeer.Connect(_host, WireForm.Lines);
        await admin.CallAsync(Json.Call(1, "Calc.ping"));
        await other.CallAsync(Json.Call(1, "Calc.ping"));
        await other.SendAsync(Json.Call(2, "Gate.hold", """{"name":"door"}"""));
        await _host.Gates.Arrived("door").WaitAsync(TestContext.Current.CancellationToken);

        var info = (await admin.CallAsync(Json.Call(2, "Admin.getServerInfo"))).Result();
        var core = _host.Server.Core;
        Assert.Equal((core.Info.Id, core.Info.Epoch, "virtwire"), (Text(info, "id"), Text(info, "epoch"), Text(info, "name")));
        Assert.Equal((2, 2, 1), (info.GetProperty("connections").GetInt32(), info.GetProperty("connectionsTaken").GetInt32(), info.GetProperty("calls").GetInt32()));
        Assert.Equal(core.Started, info.GetProperty("started").GetDateTimeOffset());
        Assert.Equal($"""["{ConformanceHost.DriverUri}"]""", info.GetProperty("drivers").GetRawText());
        Assert.Equal("[]", info.GetProperty("endpoints").GetRawText());
        Assert.False(info.TryGetProperty("logLevel", out _));
    }

    [Fact]
    public async Task Over_a_socket_it_says_which_and_where()
    {
        var folder = Directory.CreateTempSubdirectory("virtwire-admin-");
        try
        {
            var endpoint = $"unix://{folder.FullName}/socket";
            var options = new VirtwireServerOptions().AddDriver("test:///default");
            options.Endpoints.Add(endpoint);
            await using var server = new VirtwireServer(options);
            await server.StartAsync(TestContext.Current.CancellationToken);
            await using var admin = await HostConnection.OpenAsync($"test+unix:///default?socket={folder.FullName}/socket", cancellationToken: TestContext.Current.CancellationToken);

            var own = await admin.Admin.GetConnectionAsync(1, TestContext.Current.CancellationToken);
            Assert.Equal(("unix", "lines", "test:///default"), (own.Transport, own.Protocol, own.Driver));
            Assert.Equal($"uid:{PeerCredentials.OwnUser}", own.Identity);
            Assert.Equal([endpoint], (await admin.Admin.GetServerInfoAsync(TestContext.Current.CancellationToken)).Endpoints);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static IEnumerable<long> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetInt64());

    private async Task GoneAsync(long number)
    {
        while (_host.Server.Connections.Served.Any(c => c.Session.Number == number))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
