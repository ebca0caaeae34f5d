using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Stomp;

/// <summary>The product's own client over STOMP, against the product's own server.</summary>
public sealed class StompClientTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("virtwire-");

    private string SocketPath => Path.Combine(_directory.FullName, "s");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("test:///default?framing=stomp")]
    [InlineData("test+stomp+unix:///default?socket={0}")]
    [InlineData("test+stomp+tcp://127.0.0.1:{1}/default")]
    [InlineData("test+tcp://127.0.0.1:{1}/default?framing=stomp")]
    public async Task Calls_lists_errors_and_events_go_over_STOMP(string uri)
    {
        await using var server = await StartAsync();
        await using var host = await HostConnection.OpenAsync(
            string.Format(null, uri, SocketPath, new Uri(server.Endpoints[1]).Port), cancellationToken: TestContext.Current.CancellationToken);
        var test = await host.Domains.LookupByNameAsync("test", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<NoDomainException>(async () => await host.Domains.LookupByNameAsync("web9", TestContext.Current.CancellationToken));
        await using (var states = await host.Domains.WatchStateChanged().StartAsync(TestContext.Current.CancellationToken))
        {
            await test.SuspendAsync(cancellationToken: TestContext.Current.CancellationToken);
            await foreach (var change in states)
            {
                Assert.Equal("test", change.Domain.Name);
                break;
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 500).Select(async _ => await host.PingAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Both_sides_beat_and_take_each_other_for_alive()
    {
        await using var server = await StartAsync();
        var options = new HostConnectionOptions { HeartBeat = TimeSpan.FromMilliseconds(40), HeartBeatGrace = 100 };
        await using var host = await HostConnection.OpenAsync($"test+stomp+unix:///default?socket={SocketPath}", options, TestContext.Current.CancellationToken);
        var connection = server.Connections.Served.Single();
        await host.PingAsync(TestContext.Current.CancellationToken);

        // Nothing is called for many intervals.
        var beats = (IHeartBeatPeer)connection;
        var (sent, received) = (beats.Sent, beats.Received);
        await WaitFor.TrueAsync(() => beats.Sent > sent + 5 && beats.Received > received + 5);
        Assert.Same(connection, server.Connections.Served.Single());
        Assert.Equal(HostConnectionState.Connected, host.State);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_lost()
    {
        var (client, server) = MemoryTransport.CreatePair();
        var options = new HostConnectionOptions { HeartBeat = TimeSpan.FromMilliseconds(40), Reconnect = { Enabled = false } };
        var opening = HostConnection.OpenAsync(ConnectionUri.Parse("test:///default?framing=stomp"), (_, _) => new(client), options, TestContext.Current.CancellationToken);
        using var peer = StompPeer.Over(server);
        Assert.Equal("CONNECT", (await peer.ReceiveAsync()).Command);
        Assert.Equal("SUBSCRIBE", (await peer.ReceiveAsync()).Command);
        var hello = await peer.ReceiveAsync();
        Assert.Equal(("SEND", "virtwire.request", "virtwire.reply"), (hello.Command, hello["destination"], hello["reply-to"]));
        await peer.SendAsync("""
            CONNECTED
            version:1.2
            heart-beat:40,0

            ^MESSAGE
            subscription:0
            message-id:1

            {"jsonrpc":"2.0","id":
            """.ReplaceLineEndings("\n") + System.Text.Json.JsonElement.Parse(hello.Body).Id() + ""","result":{"versions":{"core":"1.0","host":"1.0"}}}^""");
        await using var host = await opening;
        await WaitFor.TrueAsync(() => host.State == HostConnectionState.Closed);
    }

    private async Task<VirtwireServer> StartAsync()
    {
        var options = new VirtwireServerOptions
        {
            Endpoints = { $"unix://{SocketPath}", "tcp://127.0.0.1:0" },
            Anonymous = Sdk.Server.SessionRole.Admin,
            ShortestHeartBeat = TimeSpan.FromMilliseconds(1),
            HeartBeatGrace = 100,
        }.AddDriver("test:///default");
        var server = new VirtwireServer(options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
