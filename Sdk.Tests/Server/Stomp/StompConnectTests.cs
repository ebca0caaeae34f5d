using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Stomp;

public sealed class StompConnectTests
{
    [Theory]
    [InlineData("CONNECT")]
    [InlineData("STOMP")]
    public async Task STOMP_and_CONNECT_are_the_same(string command)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        var connected = await peer.AskAsync($"{command}\naccept-version:1.2\nhost:h\n\n^");
        Assert.Equal(("CONNECTED", "1.2"), (connected.Command, connected["version"]));
        var info = host.Server.Core.Info;
        Assert.Equal($"{info.Name}/{info.Version}", connected["server"]);
    }

    [Theory]
    [InlineData("", "1.0")]
    [InlineData("accept-version:1.0\n", "1.0")]
    [InlineData("accept-version:1.1\n", "1.1")]
    [InlineData("accept-version:1.0,1.1,1.2\n", "1.2")]
    [InlineData("accept-version:1.2,1.1\n", "1.2")]
    [InlineData("accept-version:1.1,2.0\n", "1.1")]
    public async Task The_highest_common_version_is_chosen_and_1_0_where_none_is_named(string header, string version)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        Assert.Equal(version, (await peer.AskAsync($"CONNECT\n{header}host:h\n\n^"))["version"]);
    }

    [Fact]
    public async Task No_common_version_is_an_error_that_names_those_there_are()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        await peer.SendAsync("CONNECT\naccept-version:2.0,3.1\n\n^");
        Assert.Equal("1.0,1.1,1.2", (await peer.AssertRefusedAsync("no version in common"))["version"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:null\n")]
    [InlineData("host:whatever\n")]
    public async Task The_host_may_be_missing_and_may_be_anything(string header)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        Assert.Equal("CONNECTED", (await peer.AskAsync($"CONNECT\naccept-version:1.2\n{header}\n^")).Command);
    }

    [Fact]
    public async Task Who_is_rejected_gets_an_error_and_no_connection()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        await peer.SendAsync("CONNECT\naccept-version:1.2\nlogin:a\npasscode:secret-of-a\n\n^");
        var error = await peer.AssertRefusedAsync("passcode");
        Assert.DoesNotContain("secret-of-a", error.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.Entries, e => e.Text.Contains("secret-of-a", StringComparison.Ordinal));
        Assert.Contains(host.Log.Entries, e => e.Id == 2601);
    }

    [Fact]
    public async Task An_empty_passcode_is_none()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        Assert.Equal("CONNECTED", (await peer.AskAsync("CONNECT\naccept-version:1.2\nlogin:\npasscode:\n\n^")).Command);
    }

    [Theory]
    [InlineData("\nSEND\ndestination:x\n\n^BEGIN\ntransaction:1\n\n^")]
    [InlineData("SUBSCRIBE\nid:1\ndestination:x\n\n^ACK\nid:1\n\n^")]
    [InlineData("SEND\ndestination:x\n\n^DISCONNECT\n\n^")]
    public async Task Another_frame_before_CONNECT_is_an_error(string frames)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        await peer.SendAsync(frames);
        await peer.AssertRefusedAsync("must be CONNECT");
    }

    [Fact]
    public async Task SUBSCRIBE_and_SEND_before_CONNECT_are_held_and_served_then()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        await peer.SendAsync("SUBSCRIBE\nid:a\\c1\ndestination:answers\nack:auto\n\n^");
        await peer.RequestAsync(Json.Call(1, "Calc.subtract", "[42,23]"));
        Assert.Equal("CONNECTED", (await peer.AskAsync("CONNECT\naccept-version:1.2\n\n^")).Command);
        var answer = await peer.ReceiveAsync();
        Assert.Equal(("MESSAGE", "a\\c1"), (answer.Command, answer["subscription"]));
        Assert.Contains("19", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_held_before_CONNECT_is_bounded()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        await peer.SendAsync($"SEND\ndestination:x\n\n{new string('x', 40_000)}^SEND\ndestination:x\n\n{new string('x', 40_000)}^");
        await peer.AssertRefusedAsync("before CONNECT");
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("STOMP")]
    public async Task A_second_CONNECT_is_an_error(string command)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host);
        await peer.SendAsync($"{command}\naccept-version:1.2\n\n^");
        await peer.AssertRefusedAsync("connected already");
    }

    [Fact]
    public async Task CONNECTED_is_small_because_an_old_client_reads_no_more()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        var connected = await peer.AskAsync("CONNECT\naccept-version:1.2\nheart-beat:5000,5000\n\n^");
        Assert.InRange(connected.Headers.Sum(h => h.Name.Length + h.Value.Length + 2), 0, 256);
    }

    [Fact]
    public async Task Two_lines_of_CR_LF_connect_as_well()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = StompPeer.Open(host);
        Assert.Equal("1.2", (await peer.AskAsync("CONNECT\r\naccept-version:1.2\r\nhost:h\r\n\r\n^"))["version"]);
        Assert.Equal("r", (await peer.AskAsync("SEND\r\ndestination:nobody\r\nreceipt:r\r\n\r\n^"))["receipt-id"]);
    }

    [Fact]
    public async Task A_connection_is_listed_by_its_protocol()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = await StompPeer.ConnectAsync(host, role: SessionRole.Read);
        Assert.Equal(["stomp"], host.Server.Connections.Served.Select(c => c.Protocol));
    }
}
