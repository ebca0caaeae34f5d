using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Listening;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Server.Bindings.Http;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Identities;

/// <summary>Who somebody is and what he may do then, as a policy says it: by token, by user and group, over lines and HTTP.</summary>
public sealed class SignInTests : IDisposable
{
    private readonly PolicyFiles _files = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(SessionRole.None)]
    [InlineData(SessionRole.Read)]
    [InlineData(SessionRole.Admin)]
    public async Task A_token_in_hello_is_who_the_session_is_of(SessionRole before)
    {
        var token = AccessToken.Create(SessionRole.Operate, "ci");
        await using var host = await StartAsync(token);
        using var peer = RawPeer.Connect(host, WireForm.Lines, before);
        Assert.Equal("operate", (await HelloAsync(peer, token.Secret)).Result().GetProperty("role").GetString());
        var told = (await peer.CallAsync(Json.Call(2, "Calc.inspect"))).Result();
        Assert.Equal("token:ci", told.GetProperty("identity").GetString());
        Assert.Equal("AccessDenied", (await peer.CallAsync(Json.Call(3, "Lamp.reset"))).ErrorName());
    }

    [Fact]
    public async Task Who_has_no_role_can_say_hello_with_a_token_and_do_nothing_else()
    {
        var token = AccessToken.Create(SessionRole.Read, "ci");
        await using var host = await StartAsync(token);
        using var peer = RawPeer.Connect(host, WireForm.Lines, SessionRole.None);
        Assert.Equal("AccessDenied", (await peer.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{}}"""))).ErrorName());
        Assert.Equal("Unauthenticated", (await HelloAsync(peer, "wrong")).ErrorName());
        Assert.Equal("read", (await HelloAsync(peer, token.Secret)).Result().GetProperty("role").GetString());
        Assert.Equal("2", (await peer.CallAsync(Json.Call(2, "Calc.ping"))).Id());
        Assert.Equal("AlreadyGreeted", (await HelloAsync(peer, token.Secret)).ErrorName());
    }

    [Fact]
    public async Task Wrong_tokens_are_soon_not_looked_at_any_more()
    {
        await using var host = await StartAsync(AccessToken.Create(SessionRole.Read, "ci"));
        using var peer = RawPeer.Connect(host, WireForm.Lines, SessionRole.None);
        for (var i = 0; i < 5; i++)
            Assert.Equal("Unauthenticated", (await HelloAsync(peer, $"wrong{i}")).ErrorName());
        var refused = await HelloAsync(peer, "wrong");
        Assert.Equal(("LimitExceeded", "authentications"), (refused.ErrorName(), refused.ErrorDetails().GetProperty("limit").GetString()));
    }

    [Fact]
    public async Task A_client_sends_its_token_again_on_a_connection_that_is_made_again()
    {
        var token = AccessToken.Create(SessionRole.Operate, "ci");
        await using var host = await StartAsync(token, options => options.Endpoints.Add($"unix://{_files.Folder}/s"));
        var options = new HostConnectionOptions { Token = token.Secret };
        await using var client = await HostConnection.OpenAsync($"conf+unix:///?socket={_files.Folder}/s", options, Ended);
        var states = System.Threading.Channels.Channel.CreateUnbounded<HostConnectionState>();
        client.StateChanged += (_, change) => states.Writer.TryWrite(change.State);
        Assert.Equal(Role.Operate, client.Role);
        Assert.Equal("token:ci", await IdentityAsync(client));
        foreach (var connection in host.Server.Connections.Served)
            connection.Disconnect(new DisconnectedException("Go.", new DisconnectedDetails()));
        while (await states.Reader.ReadAsync(Ended) != HostConnectionState.Connected)
        {
        }

        Assert.Equal("token:ci", await IdentityAsync(client));
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Text.Contains(token.Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_bearer_of_a_token_is_its_holder_for_the_request(string version)
    {
        var token = AccessToken.Create(SessionRole.Operate, "ci");
        await using var http = await AskPort.StartAsync(options => options.PolicyFile = _files.WithTokens(token), SessionRole.None);
        using var client = http.Client(version);
        Assert.Equal((403, "AccessDenied"), await AskAsync(client, "Calc.inspect", null));
        for (var i = 0; i < 3; i++)
            Assert.Equal((200, "token:ci"), await AskAsync(client, "Calc.inspect", "Bearer " + token.Secret));
        Assert.Equal((403, "AccessDenied"), await AskAsync(client, "Lamp.reset", "Bearer " + token.Secret));
        Assert.Equal((403, "AccessDenied"), await AskAsync(client, "Calc.inspect", null));
        for (var i = 0; i < 5; i++)
            Assert.Equal((401, "Unauthenticated"), await AskAsync(client, "Calc.inspect", "Bearer wrong"));
        Assert.Equal((429, "LimitExceeded"), await AskAsync(client, "Calc.inspect", "Bearer wrong"));
        Assert.Equal((200, "token:ci"), await AskAsync(client, "Calc.inspect", "bearer " + token.Secret));
        Assert.Equal((401, "Unauthorized"), await AskAsync(client, "Calc.inspect", "Basic dTpw"));
    }

    [Fact]
    public async Task The_kernel_tells_the_groups_of_a_peer_and_a_policy_their_role()
    {
        var own = File.ReadLines("/proc/self/status").First(static line => line.StartsWith("Gid:", StringComparison.Ordinal)).Split('\t')[2];
        var others = File.ReadLines("/proc/self/status").First(static line => line.StartsWith("Groups:", StringComparison.Ordinal))["Groups:".Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await using var server = new VirtwireServer(new VirtwireServerOptions
        {
            Endpoints = { $"unix://{_files.Folder}/g" },
            PolicyFile = _files.Write($$"""{"users":{"{{PeerCredentials.OwnUser}}":"operate"} }"""),
        }.AddDriver("test:///default"));
        await server.StartAsync(Ended);
        using (var peer = await SocketTransport.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint($"{_files.Folder}/g"), Ended))
        {
            Assert.Equal([own, .. others], PeerCredentials.GroupsOf(peer.Socket).Select(static id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        await using var host = await HostConnection.OpenAsync($"test+unix:///default?socket={_files.Folder}/g", cancellationToken: Ended);
        Assert.Equal(Role.Operate, host.Role);
    }

    [Fact]
    public async Task Single_methods_ask_for_the_role_that_the_policy_says_and_a_read_only_session_is_denied_all_the_same()
    {
        var path = _files.Write("""{"methods":{"Domain.getState":"admin","Domain.suspend":"read","Rpc.discover":"operate"}}""");
        await using var server = new VirtwireServer(new VirtwireServerOptions { PolicyFile = path }.AddDriver("test:///default"));
        await server.StartAsync(Ended);
        using (var peer = Connect(server, SessionRole.Operate))
            Assert.Equal("admin", (await peer.CallAsync(Json.Call(1, "Domain.getState", """{"self":{"name":"test"}}"""))).ErrorDetails().GetProperty("required").GetString());
        using (var peer = Connect(server, SessionRole.Read))
        {
            Assert.Equal("{}", (await peer.CallAsync(Json.Call(1, "Domain.suspend", """{"self":{"name":"test"}}"""))).Result().GetRawText());
            Assert.Equal("AccessDenied", (await peer.CallAsync(Json.Call(2, "Rpc.discover"))).ErrorName());
        }

        using (var peer = Connect(server, SessionRole.Admin))
        {
            await peer.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{},"readOnly":true}"""));
            Assert.Equal("AccessDenied", (await peer.CallAsync(Json.Call(2, "Domain.suspend", """{"self":{"name":"test"}}"""))).ErrorName());
        }
    }

    [Theory]
    [InlineData("Host", "node.example.com", 200)]
    [InlineData("Host", "other.example.com", 421)]
    [InlineData("Origin", "https://console.example.com", 200)]
    [InlineData("Origin", "https://other.example.com", 403)]
    public async Task Hosts_and_origins_of_the_policy_are_let_in(string header, string value, int status)
    {
        var path = _files.Write("""{"hosts":["node.example.com"],"origins":["https://console.example.com"]}""");
        await using var port = await HttpPort.StartAsync(options => options.PolicyFile = path);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await port.Client().SendAsync(request, Ended);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_browser_is_told_what_pages_of_an_allowed_origin_may()
    {
        var path = _files.Write("""{"origins":["https://console.example.com"]}""");
        await using var port = await HttpPort.StartAsync(options => options.PolicyFile = path);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/health");
        request.Headers.Add("Origin", "https://console.example.com");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var answer = await port.Client().SendAsync(request, Ended);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["https://console.example.com"], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["authorization,content-type"], answer.Headers.GetValues("Access-Control-Allow-Headers"));
        using var plain = await port.Client().GetAsync("/health", Ended);
        Assert.False(plain.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static RawPeer Connect(VirtwireServer server, SessionRole role)
    {
        var (client, transport) = MemoryTransport.CreatePair();
        server.Connections.Add(transport, new PeerIdentity("tester", role, "test"));
        return RawPeer.Over(client, WireForm.Lines);
    }

    private static Task<JsonElement> HelloAsync(RawPeer peer, string token) =>
        peer.CallAsync(Json.Call(1, "Rpc.hello", $$"""{"versions":{},"token":"{{token}}"}"""));

    private static async Task<string?> IdentityAsync(HostConnection client) =>
        (await client.CallAsync("Calc.inspect", JsonElement.Parse("{}"), cancellationToken: Ended)).GetProperty("identity").GetString();

    private static async Task<(int Status, string Said)> AskAsync(HttpClient client, string method, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ask/" + method);
        if (authorization is not null)
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var answer = await client.SendAsync(request, Ended);
        var said = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ended));
        Assert.Equal(answer.StatusCode == HttpStatusCode.Unauthorized ? "Bearer" : "", answer.Headers.WwwAuthenticate.ToString());
        return ((int)answer.StatusCode, said.GetProperty(answer.IsSuccessStatusCode ? "identity" : "title").GetString()!);
    }

    private Task<ConformanceHost> StartAsync(AccessToken token, Action<VirtwireServerOptions>? configure = null) => ConformanceHost.StartAsync(options =>
    {
        options.PolicyFile = _files.WithTokens(token);
        configure?.Invoke(options);
    });
}
