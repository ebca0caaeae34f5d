using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Admin;

/// <summary>Connections that come and go are told to those who run the server and have asked for it, and to nobody else.</summary>
public sealed class AdminEventTests : IAsyncLifetime
{
    private const string Hello = """{"versions":{},"features":["admin.events"]}""";

    private ConformanceHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ConformanceHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_connection_is_told_of_when_it_comes_and_when_it_goes()
    {
        using var admin = await SubscribedAsync(Hello);
        var other = RawPeer.Connect(_host, WireForm.Headers, SessionRole.Read);
        await other.CallAsync(Json.Call(1, "Calc.ping"));
        var opened = await admin.ReceiveAsync();
        other.Dispose();
        var closed = await admin.ReceiveAsync();

        Assert.Equal(("Admin.connectionOpened", "Admin.connectionClosed"), (opened.Method(), closed.Method()));
        var data = opened.GetProperty("params").GetProperty("data");
        Assert.Equal("""{"address":"test","id":2,"identity":"tester","protocol":"headers","transport":"test"}""", data.GetRawText());
        var end = closed.GetProperty("params").GetProperty("data");
        Assert.Equal((2, "tester"), (end.GetProperty("id").GetInt32(), end.GetProperty("identity").GetString()));
        Assert.NotEmpty(end.GetProperty("reason").GetString()!);
        Assert.False(opened.GetProperty("params").TryGetProperty("self", out _));
    }

    [Fact]
    public async Task The_end_of_one_that_was_closed_tells_why()
    {
        using var admin = await SubscribedAsync(Hello);
        using var other = RawPeer.Connect(_host, WireForm.Lines);
        await other.CallAsync(Json.Call(1, "Calc.ping"));
        await admin.ReceiveAsync();
        await admin.SendAsync(Json.Call(3, "Admin.disconnect", """{"id":2,"reason":"maintenance"}"""));

        var messages = await admin.ReceiveAsync(2);
        var closed = messages.Single(m => m.Method() == "Admin.connectionClosed");
        Assert.Contains("maintenance", closed.GetProperty("params").GetProperty("data").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"versions":{}}""", SessionRole.Admin)]
    [InlineData(Hello, SessionRole.Operate)]
    [InlineData(Hello, SessionRole.Read)]
    [InlineData("""{"versions":{},"features":["admin.events"],"readOnly":true}""", SessionRole.Admin)]
    public async Task Others_who_subscribe_to_everything_hear_nothing_of_it(string hello, SessionRole role)
    {
        using var admin = await SubscribedAsync(Hello);
        using var listener = await SubscribedAsync(hello, role);
        Assert.Equal("Admin.connectionOpened", (await admin.ReceiveAsync()).Method());
        using (var other = RawPeer.Connect(_host, WireForm.Lines))
        {
            await other.CallAsync(Json.Call(1, "Calc.ping"));
            Assert.Equal("Admin.connectionOpened", (await admin.ReceiveAsync()).Method());
        }

        Assert.Equal("Admin.connectionClosed", (await admin.ReceiveAsync()).Method());

        // Whatever was told before this is answered stands before the answer.
        Assert.Equal("9", (await listener.CallAsync(Json.Call(9, "Calc.ping"))).Id());
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_watches_through_a_client_hears_of_them()
    {
        await using var host = await _host.Server.ConnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var opened = await host.Admin.WatchConnectionOpened().StartAsync(TestContext.Current.CancellationToken);
        using var other = RawPeer.Connect(_host, WireForm.Lines);
        await other.CallAsync(Json.Call(1, "Calc.ping"));

        await foreach (var connection in opened.WithCancellation(TestContext.Current.CancellationToken))
        {
            Assert.Equal((2L, "tester", "lines"), (connection.Id, connection.Identity, connection.Protocol));
            break;
        }
    }

    private async Task<RawPeer> SubscribedAsync(string hello, SessionRole role = SessionRole.Admin)
    {
        var peer = RawPeer.Connect(_host, WireForm.Lines, role);
        await peer.CallAsync(Json.Call(1, "Rpc.hello", hello));
        Assert.True((await peer.CallAsync(Json.Call(2, "Events.subscribe"))).TryGetProperty("result", out _));
        return peer;
    }
}
