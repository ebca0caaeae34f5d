using System.Net;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Server.Bindings.Http;

namespace Virtwire.Sdk.Tests.Server.Identities;

/// <summary>Limits of those who have not shown who they are, of those who call too often, and of headers.</summary>
public sealed class StrangerLimitTests : IDisposable
{
    private readonly PolicyFiles _files = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Strangers_are_limited_told_why_and_keep_out_nobody_else()
    {
        var token = AccessToken.Create(SessionRole.Read, "ci");
        var hello = Json.Call(1, "Rpc.hello", $$"""{"versions":{},"token":"{{token.Secret}}"}""");
        await using var host = await ConformanceHost.StartAsync(options =>
        {
            options.Limits = options.Limits with { UnauthenticatedConnections = 2 };
            options.PolicyFile = _files.WithTokens(token);
        });
        using var first = RawPeer.Connect(host, WireForm.Lines, SessionRole.None);
        using var second = RawPeer.Connect(host, WireForm.Lines, SessionRole.None);
        foreach (var peer in (RawPeer[])[first, second])
            Assert.Equal("AccessDenied", (await peer.CallAsync(Json.Call(1, "Calc.ping"))).ErrorName());
        using (var third = RawPeer.Connect(host, WireForm.Lines, SessionRole.None))
        {
            var refused = await third.CallAsync(hello);
            Assert.Equal(("LimitExceeded", "unauthenticatedConnections", 2), (
                refused.ErrorName(), refused.ErrorDetails().GetProperty("limit").GetString(), refused.ErrorDetails().GetProperty("maximum").GetInt32()));
            Assert.Null(await third.TryReceiveAsync());
        }

        using var known = RawPeer.Connect(host, WireForm.Lines, SessionRole.Read);
        Assert.Equal("1", (await known.CallAsync(Json.Call(1, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task Who_has_signed_in_is_no_stranger_any_more()
    {
        var token = AccessToken.Create(SessionRole.Read, "ci");
        var hello = Json.Call(1, "Rpc.hello", $$"""{"versions":{},"token":"{{token.Secret}}"}""");
        await using var host = await ConformanceHost.StartAsync(options =>
        {
            options.Limits = options.Limits with { UnauthenticatedConnections = 1 };
            options.PolicyFile = _files.WithTokens(token);
        });
        var peers = new List<RawPeer>();
        for (var i = 0; i < 5; i++)
        {
            peers.Add(RawPeer.Connect(host, WireForm.Lines, SessionRole.None));
            Assert.Equal("read", (await peers[^1].CallAsync(hello)).Result().GetProperty("role").GetString());
        }

        peers.ForEach(static peer => peer.Dispose());
    }

    [Fact]
    public async Task An_identity_that_calls_too_often_is_refused_on_all_its_connections()
    {
        var time = new Rpc.Support.ManualTime();
        await using var host = await ConformanceHost.StartAsync(options =>
        {
            options.TimeProvider = time;
            options.Limits = options.Limits with { CallsPerSecond = 3 };
        });
        using var first = RawPeer.Connect(host, WireForm.Lines);
        using var second = RawPeer.Connect(host, WireForm.Headers);
        for (var i = 0; i < 3; i++)
            Assert.Equal("{}", (await (i == 1 ? first : second).CallAsync(Json.Call(i, "Calc.ping"))).Result().GetRawText());
        foreach (var peer in (RawPeer[])[first, second])
        {
            var refused = await peer.CallAsync(Json.Call(4, "Calc.ping"));
            Assert.Equal(("LimitExceeded", "callsPerSecond", 3), (
                refused.ErrorName(), refused.ErrorDetails().GetProperty("limit").GetString(), refused.ErrorDetails().GetProperty("maximum").GetInt32()));
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("{}", (await first.CallAsync(Json.Call(5, "Calc.ping"))).Result().GetRawText());
    }

    [Fact]
    public async Task A_header_of_a_message_that_is_too_long_is_refused_with_its_limit()
    {
        await using var host = await ConformanceHost.StartAsync(static options => options.Limits = options.Limits with { HeaderBytes = 100 });
        using var peer = RawPeer.Connect(host, WireForm.Headers);
        Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Calc.ping"))).Id());
        await peer.SendBytesAsync([.. "Content-Length: 2\r\nX-More: "u8, .. new string('x', 100).Select(static c => (byte)c), .. "\r\n\r\n{}"u8]);
        var refused = await peer.ReceiveAsync();
        Assert.Equal(("LimitExceeded", "headerBytes", 100), (
            refused.ErrorName(), refused.ErrorDetails().GetProperty("limit").GetString(), refused.ErrorDetails().GetProperty("maximum").GetInt32()));
        Assert.Null(await peer.TryReceiveAsync());
    }

    [Fact]
    public async Task Headers_of_a_request_that_are_too_long_are_refused()
    {
        await using var port = await HttpPort.StartAsync(static options => options.Limits = options.Limits with { HeaderBytes = 2000 });
        foreach (var (length, status) in new[] { (1000, HttpStatusCode.OK), (3000, HttpStatusCode.RequestHeaderFieldsTooLarge) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
            request.Headers.Add("X-More", new string('x', length));
            using var answer = await port.Client().SendAsync(request, Ended);
            Assert.Equal(status, answer.StatusCode);
        }
    }
}
