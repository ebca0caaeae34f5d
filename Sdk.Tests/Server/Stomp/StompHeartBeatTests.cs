using System.Net.Sockets;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Stomp;

/// <summary>Heart-beats between a client and a server; when exactly is <see cref="Tests.Rpc.HeartBeatTests"/>' matter.</summary>
public sealed class StompHeartBeatTests
{
    [Theory]
    [InlineData("", "0,0")]
    [InlineData("heart-beat:0,0\n", "0,0")]
    [InlineData("heart-beat:0,24000\n", "24000,0")]
    [InlineData("heart-beat:5000,6000\n", "6000,5000")]
    [InlineData("heart-beat:1,999\n", "1000,1000")]
    public async Task What_the_client_says_is_mirrored_but_never_below_a_second(string header, string answered)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        Assert.Equal(answered, (await peer.AskAsync($"CONNECT\naccept-version:1.2\n{header}\n^"))["heart-beat"]);
    }

    [Fact]
    public async Task An_old_client_that_names_none_is_told_of_none()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        Assert.Null((await peer.AskAsync("CONNECT\n\n^"))["heart-beat"]);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1000")]
    [InlineData("-1,0")]
    public async Task A_malformed_header_is_an_error(string value)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        await peer.SendAsync($"CONNECT\naccept-version:1.2\nheart-beat:{value}\n\n^");
        await peer.AssertRefusedAsync("heart-beat");
    }

    [Fact]
    public async Task The_server_beats_with_the_end_of_a_line()
    {
        await using var host = await ConformanceHost.StartAsync(Fast);
        using var peer = StompPeer.Open(host);
        await peer.AskAsync("CONNECT\naccept-version:1.2\nheart-beat:0,40\n\n^");
        for (var i = 0; i < 5; i++)
            await peer.ReceiveBeatAsync();
        Assert.Single(host.Server.Connections.Served);
    }

    [Fact]
    public async Task A_silent_peer_is_closed()
    {
        await using var host = await ConformanceHost.StartAsync(Fast);
        using var peer = StompPeer.Open(host);
        await peer.AskAsync("CONNECT\naccept-version:1.2\nheart-beat:50,0\n\n^");
        await Assert.ThrowsAnyAsync<IOException>(peer.TryReceiveAsync);
        await WaitFor.TrueAsync(() => host.Server.Connections.Count == 0);
        Assert.Contains(host.Log.Entries, e => e.Id == 2602 && e.Text.Contains("50 ms", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("SEND\ndestination:nobody\n\n^")]
    [InlineData("SEND\ndestination:nobody\ncontent-length:1000000\n\n")]
    public async Task Any_data_count_as_life(string first)
    {
        await using var host = await ConformanceHost.StartAsync(Fast);
        using var peer = StompPeer.Open(host);
        await peer.AskAsync("CONNECT\naccept-version:1.2\nheart-beat:1500,20\n\n^");

        // Half a frame goes on byte by byte.
        await peer.SendAsync(first);
        for (var i = 0; i < 120; i++)
        {
            await peer.ReceiveBeatAsync();
            await peer.SendAsync(first.Length > 1 && first[^1] == '\n' ? "x" : first);
        }

        Assert.DoesNotContain(host.Log.Entries, e => e.Id == 2602);
    }

    [Fact]
    public async Task Zero_switches_a_direction_off()
    {
        await using var host = await ConformanceHost.StartAsync(Fast);
        using var silent = StompPeer.Open(host);
        Assert.Equal("0,0", (await silent.AskAsync("CONNECT\naccept-version:1.2\nheart-beat:0,0\n\n^"))["heart-beat"]);
        using var other = StompPeer.Open(host);
        await other.AskAsync("CONNECT\naccept-version:1.2\nheart-beat:0,20\n\n^");
        for (var i = 0; i < 20; i++)
            await other.ReceiveBeatAsync();
        Assert.Equal("r", (await silent.AskAsync("SEND\ndestination:nobody\nreceipt:r\n\n^"))["receipt-id"]);
        Assert.Equal(0, silent.Beats);
    }

    [Fact]
    public async Task The_server_beats_while_a_slow_call_runs_and_the_queue_is_full()
    {
        await using var host = await ConformanceHost.StartAsync(o =>
        {
            Fast(o);
            o.Limits = o.Limits with { WorkerThreads = 1, WaitingCalls = 1, InFlight = 2 };
        });
        using var peer = StompPeer.Open(host);
        await peer.AskAsync("CONNECT\naccept-version:1.2\nheart-beat:0,40\n\n^");
        for (var i = 0; i < 4; i++)
            await peer.RequestAsync(Json.Call(i, "Block.hold", """{"name":"a"}"""), "unread");
        await host.Gates.Arrived("a");
        for (var i = 0; i < 5; i++)
            await peer.ReceiveBeatAsync();
        host.Gates.Open("a");
    }

    [Fact]
    public async Task A_starved_pool_drops_nobody_who_lives()
    {
        // The server's reader is held up as it would be by a pool without threads: what the peer sends stays in its socket.
        await using var host = await ConformanceHost.StartAsync(o =>
        {
            Fast(o);
            o.Endpoints.Add("tcp://127.0.0.1:0");
        });
        var port = new Uri(host.Server.Endpoints[0]).Port;
        using var peer = StompPeer.Over(await SocketTransport.ConnectAsync(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port), TestContext.Current.CancellationToken));
        await peer.AskAsync("CONNECT\naccept-version:1.2\nheart-beat:1000,20\n\n^SUBSCRIBE\nid:1\ndestination:answers\n\n^");
        using var held = new ManualResetEventSlim();
        var reached = new TaskCompletionSource();
        host.Calc.OnInspect = () =>
        {
            reached.TrySetResult();
            held.Wait(TestContext.Current.CancellationToken);
        };
        await peer.RequestAsync(Json.Call(1, "Calc.inspect"));
        await reached.Task;
        await peer.SendAsync("\n");
        for (var i = 0; i < 100; i++)
            await peer.ReceiveBeatAsync();
        Assert.DoesNotContain(host.Log.Entries, e => e.Id == 2602);
        held.Set();
        Assert.Equal("MESSAGE", (await peer.ReceiveAsync()).Command);
    }

    [Fact]
    public async Task A_socket_is_beaten_on_as_well()
    {
        await using var host = await ConformanceHost.StartAsync(o =>
        {
            Fast(o);
            o.Endpoints.Add("tcp://127.0.0.1:0");
        });
        var port = new Uri(host.Server.Endpoints[0]).Port;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        using var peer = StompPeer.Over(new SocketTransport(socket));
        await peer.AskAsync("CONNECT\naccept-version:1.1\nheart-beat:0,20\n\n^");
        for (var i = 0; i < 3; i++)
            await peer.ReceiveBeatAsync();
    }

    private static void Fast(VirtwireServerOptions options) => options.ShortestHeartBeat = TimeSpan.FromMilliseconds(1);
}
