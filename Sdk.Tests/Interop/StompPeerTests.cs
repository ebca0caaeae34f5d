using System.Globalization;
using Virtwire.Sdk.Tests.Docs;

namespace Virtwire.Sdk.Tests.Interop;

/// <summary>Clients of others that speak STOMP. Where one is not installed, its test says so and counts as skipped.</summary>
public sealed class StompPeerTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData("1.0", "none")]
    [InlineData("1.1", "1000,1000")]
    [InlineData("1.2", "1000,1000")]
    public async Task The_python_client_of_Debian_calls_acknowledges_and_beats(string version, string heartBeat)
    {
        Assert.SkipUnless(File.Exists("/usr/lib/python3/dist-packages/stomp/__init__.py"), "python3-stomp is not installed: no client of Debian's was tried.");
        await using var server = await SocketServer.StartAsync();
        var lines = await PeerProgram.RunAsync(Python, PeerProgram.Script("stomp_peer.py"), "127.0.0.1", PortOf(server), version);
        string[] beaten = version == "1.0" ? [] : ["beaten"];
        Assert.Equal([$"connected {heartBeat}", "answered", "forwarded", "committed", .. beaten, "left"], lines);
    }

    [Fact]
    public async Task The_javascript_client_of_stomp_js_calls_acknowledges_and_beats()
    {
        Assert.SkipUnless(
            Directory.Exists(PeerProgram.Script("node", "node_modules", "@stomp", "stompjs")),
            "@stomp/stompjs is not installed (npm ci in Sdk.Tests/Interop/node): no client of JavaScript's was tried.");
        await using var server = await SocketServer.StartAsync();
        var lines = await PeerProgram.RunAsync("node", PeerProgram.Script("node", "stomp_peer.mjs"), "127.0.0.1", PortOf(server));
        Assert.Equal("connected 1000,1000", lines[0]);
        Assert.Equal(["answered", "beaten", "forwarded", "left", "receipted"], lines[1..].Order(StringComparer.Ordinal));
    }

    private static string PortOf(SocketServer server) => server.Port.ToString(CultureInfo.InvariantCulture);
}
