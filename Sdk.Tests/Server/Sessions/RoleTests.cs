using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Server.Identities;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Sessions;

/// <summary>Every method that there is, tried by everyone who may not call it. The list is the schema's own.</summary>
public sealed class RoleTests
{
    public static TheoryData<string> ChangingMethods =>
        [.. HostApi.Description.Methods.Concat(CoreApi.Description.Methods).Where(m => m.Access != MethodAccess.Read).Select(m => m.Name)];

    public static TheoryData<string> AdminMethods =>
        [.. HostApi.Description.Methods.Concat(CoreApi.Description.Methods).Where(m => m.Access == MethodAccess.Admin).Select(m => m.Name)];

    public static TheoryData<string> AllMethods =>
        [.. HostApi.Description.Methods.Concat(CoreApi.Description.Methods).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(ChangingMethods))]
    public async Task A_read_only_session_can_change_nothing(string method)
    {
        await using var server = await StartAsync();
        using var peer = Connect(server, SessionRole.Admin);
        Assert.Equal("read", (await peer.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{},"readOnly":true}"""))).Result().GetProperty("role").GetString());
        await AssertDeniedAsync(peer, method);
    }

    [Theory]
    [MemberData(nameof(ChangingMethods))]
    public async Task The_role_read_can_change_nothing(string method)
    {
        await using var server = await StartAsync();
        using var peer = Connect(server, SessionRole.Read);
        await AssertDeniedAsync(peer, method);
    }

    [Theory]
    [MemberData(nameof(AdminMethods))]
    public async Task The_role_operate_can_call_nothing_that_is_for_admin(string method)
    {
        await using var server = await StartAsync();
        using var peer = Connect(server, SessionRole.Operate);
        await AssertDeniedAsync(peer, method);
    }

    [Theory]
    [InlineData(SessionRole.None, false)]
    [InlineData(SessionRole.Read, false)]
    [InlineData(SessionRole.Admin, true)]
    [InlineData(SessionRole.Operate, false)]
    public async Task No_driver_is_behind_a_method_that_is_denied(SessionRole role, bool readOnly)
    {
        await using var server = await StartAsync();
        var view = server.Core.Views.Get(server.Core.Registry.Drivers[0], role, NegotiatedVersions.Current, readOnly);
        var most = readOnly ? SessionRole.Read : role;
        var denied = view.Methods.Entries.Where(e => e.Method.Descriptor is var m && server.Core.Policy.RequiredRole(m.Name, m.Access) > most && m.Name != "Rpc.hello").ToList();
        Assert.NotEmpty(denied);
        Assert.All(denied, static entry => Assert.Null(entry.Driver));
    }

    [Theory]
    [InlineData(SessionRole.None)]
    [InlineData(SessionRole.Read)]
    [InlineData(SessionRole.Operate)]
    public async Task Over_http_nobody_can_call_more_than_his_role_allows(SessionRole role)
    {
        await using var server = await StartAsync();
        await using var http = AskPort.Over(server, role);
        using var client = http.Client();
        var methods = HostApi.Description.Methods.Concat(CoreApi.Description.Methods)
            .Where(m => server.Core.Policy.RequiredRole(m.Name, m.Access) > role)
            .ToList();
        Assert.NotEmpty(methods);
        foreach (var method in methods)
        {
            using var body = new StringContent(method.Name == "Rpc.hello" ? """{"versions":{}}""" : """{"no such parameter":1}""");
            using var answer = await client.PostAsync(new Uri("/ask/" + method.Name, UriKind.Relative), body, TestContext.Current.CancellationToken);
            Assert.Equal((method.Name, 403), (method.Name, (int)answer.StatusCode));
        }
    }

    [Theory]
    [MemberData(nameof(AllMethods))]
    public async Task Who_has_no_role_can_call_nothing(string method)
    {
        await using var server = await StartAsync();
        using var peer = Connect(server, SessionRole.None);
        await AssertDeniedAsync(peer, method);
    }

    [Theory]
    [MemberData(nameof(AllMethods))]
    public async Task The_highest_role_is_denied_nothing(string method)
    {
        await using var server = await StartAsync();
        using var peer = Connect(server, SessionRole.Admin);
        var answer = await peer.CallAsync(Json.Call(1, method, """{"no such parameter":1}"""));
        if (answer.TryGetProperty("error", out _))
            Assert.NotEqual("AccessDenied", answer.ErrorName());
    }

    [Fact]
    public async Task An_error_says_which_role_is_needed()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines, SessionRole.Operate);
        Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Calc.update", "[1]"))).Id());
        var details = (await peer.CallAsync(Json.Call(2, "Lamp.reset"))).ErrorDetails();
        Assert.Equal(("Lamp.reset", "admin", "operate"), (
            details.GetProperty("method").GetString(),
            details.GetProperty("required").GetString(),
            details.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task Sessions_that_agree_share_a_view()
    {
        await using var host = await ConformanceHost.StartAsync();
        var core = host.Server.Core;
        var driver = core.Registry.Drivers[0];
        var older = NegotiatedVersions.Of([(driver.Resources[^1].Table.Api, new ApiVersion(1, 0))], ["a"]);
        var same = NegotiatedVersions.Of([(driver.Resources[^1].Table.Api, new ApiVersion(1, 0))], ["a"]);
        Assert.Same(core.Views.Get(driver, SessionRole.Read, older), core.Views.Get(driver, SessionRole.Read, same));
        Assert.NotSame(core.Views.Get(driver, SessionRole.Read, older), core.Views.Get(driver, SessionRole.Read, NegotiatedVersions.Current));
        Assert.NotSame(core.Views.Get(driver, SessionRole.Read, older), core.Views.Get(driver, SessionRole.Admin, older));
        var featureless = NegotiatedVersions.Of([(driver.Resources[^1].Table.Api, new ApiVersion(1, 0))], []);
        Assert.NotSame(core.Views.Get(driver, SessionRole.Read, older), core.Views.Get(driver, SessionRole.Read, featureless));
    }

    private static async Task<VirtwireServer> StartAsync()
    {
        var server = new VirtwireServer(new VirtwireServerOptions().AddDriver("test:///default"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    private static RawPeer Connect(VirtwireServer server, SessionRole role)
    {
        var (client, transport) = MemoryTransport.CreatePair();
        server.Connections.Add(transport, new PeerIdentity("tester", role, "test"));
        return RawPeer.Over(client, WireForm.Lines);
    }

    // With parameters that would be wrong for any method: nothing of it is even looked at. But hello, by which nobody becomes somebody, looks for a token.
    private static async Task AssertDeniedAsync(RawPeer peer, string method)
    {
        var parameters = method == "Rpc.hello" ? """{"versions":{}}""" : """{"no such parameter":1}""";
        Assert.Equal("AccessDenied", (await peer.CallAsync(Json.Call(2, method, parameters))).ErrorName());
    }
}
