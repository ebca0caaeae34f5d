using System.Text;
using Virtwire.Sdk.Server.Bindings;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Server.Bindings.Stomp;
using Virtwire.Sdk.Server.Listening;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Rpc.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Listening;

public sealed class DetectionTests
{
    private static readonly ProtocolDetector Detector = new([new LinesBinding(), new HeadersBinding(), new StompBinding()]);

    [Theory]
    [InlineData("{", "lines")]
    [InlineData("[", "lines")]
    [InlineData(" ", "lines")]
    [InlineData("\t", "lines")]
    [InlineData("\r\n\n {", "lines")]
    [InlineData("\n[", "lines")]
    [InlineData("Content-Length:", "headers")]
    [InlineData("content-length: 5\r\n", "headers")]
    [InlineData("CONTENT-TYPE: application/json\r\n", "headers")]
    [InlineData("CONNECT\n", "stomp")]
    [InlineData("CONNECT\r", "stomp")]
    [InlineData("STOMP\naccept", "stomp")]
    [InlineData("\n\r\nSUBSCRIBE\n", "stomp")]
    [InlineData("SEND\n", "stomp")]
    public void A_protocol_is_told_by_its_first_bytes(string text, string name)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.Equal(Detection.Yes, Detector.Detect(bytes, out var binding));
        Assert.Equal(name, binding!.Name);
    }

    [Theory]
    [InlineData("Content-Length:")]
    [InlineData("content-type:")]
    [InlineData("\r\n\n\n{")]
    [InlineData("CONNECT\n")]
    [InlineData("STOMP\r")]
    [InlineData("\nSUBSCRIBE\n")]
    [InlineData("SEND\n")]
    public void Nothing_is_decided_before_the_bytes_allow_and_all_as_soon_as_they_do(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Equal(Detection.NeedMore, Detector.Detect(bytes.AsSpan(0, length), out _));
        Assert.Equal(Detection.Yes, Detector.Detect(bytes, out _));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("7")]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("Contenx")]
    [InlineData("CONNECTED\n")]
    [InlineData("CONNECT example.org:443 HTTP/1.1\r\n")]
    [InlineData("connect\n")]
    [InlineData("ACK\n")]
    [InlineData("SUBX")]
    [InlineData("\nContent-Length: 5")]
    [InlineData("\u0016\u0003\u0001")]
    [InlineData("\0")]
    public void Bytes_of_no_protocol_are_refused_as_soon_as_that_is_known(string text) =>
        Assert.Equal(Detection.No, Detector.Detect(Encoding.Latin1.GetBytes(text), out _));

    [Fact]
    public void Blank_lines_are_not_waited_for_without_end()
    {
        Assert.Equal(Detection.NeedMore, Detector.Detect(new string('\n', ProtocolDetector.MostBytes - 1).Select(c => (byte)c).ToArray(), out _));
        Assert.Equal(Detection.No, Detector.Detect(new string('\n', ProtocolDetector.MostBytes).Select(c => (byte)c).ToArray(), out _));
    }

    [Fact]
    public async Task A_connection_of_no_protocol_is_closed_and_the_log_says_why()
    {
        await using var host = await ConformanceHost.StartAsync();
        var transport = new ScriptedTransport(["hello"u8.ToArray()]);
        host.Serve(transport);
        Assert.Empty(await transport.SentAsync());
        Assert.Contains(host.Log.Entries, e => e.Id == 2303);
    }

    [Fact]
    public async Task A_connection_that_shows_nothing_is_closed_at_the_deadline()
    {
        var time = new ManualTime();
        await using var host = await ConformanceHost.StartAsync(o => o.TimeProvider = time);
        var (client, server) = MemoryTransport.CreatePair();
        host.Serve(server);
        await client.SendAsync("Content-"u8.ToArray());
        var receiving = Assert.ThrowsAnyAsync<IOException>(async () => await client.ReceiveAsync(new byte[1]));
        await time.AdvanceUntilAsync(receiving, TimeSpan.FromSeconds(1));
        await receiving;
        Assert.Contains(host.Log.Entries, e => e.Id == 2304);
    }

    [Fact]
    public async Task A_connection_whose_protocol_is_known_may_be_silent_for_as_long_as_it_likes()
    {
        var time = new ManualTime();
        await using var host = await ConformanceHost.StartAsync(o => o.TimeProvider = time);
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        await peer.CallAsync(Json.Call(1, "Calc.ping"));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("2", (await peer.CallAsync(Json.Call(2, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task A_protocol_that_is_switched_off_is_unknown()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.DisabledBindings.Add("lines"));
        var transport = new ScriptedTransport(["{}\n"u8.ToArray()]);
        host.Serve(transport);
        Assert.Empty(await transport.SentAsync());
        using var peer = RawPeer.Connect(host, WireForm.Headers);
        Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Calc.ping"))).Id());
    }
}
