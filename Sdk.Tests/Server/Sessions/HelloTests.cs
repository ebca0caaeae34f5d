using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Sessions;

public sealed class HelloTests
{
    private const string Namespace = "dev.virtwire.conformance";

    [Fact]
    public async Task Hello_answers_in_its_frozen_form()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var result = (await peer.CallAsync(Json.Call(
            1,
            "Rpc.hello",
            """{"versions":{"host":{"min":"1.0","max":"1.2"}},"features":[],"surface":"host","driver":"conf:///","readOnly":false,"client":{"name":"c","version":"1"},"ext":{},"later":[1]}"""))).Result();
        Assert.Equal("""{"host":"1.0"}""", result.GetProperty("versions").GetRawText());
        Assert.Equal("conf:///", result.GetProperty("driver").GetString());
        Assert.Equal("admin", result.GetProperty("role").GetString());
        Assert.Equal(host.Server.Core.Info.Id, result.GetProperty("server").GetProperty("id").GetString());
        Assert.Equal(host.Server.Core.Info.Epoch, result.GetProperty("server").GetProperty("epoch").GetString());
        Assert.Equal((16777216, 1024), (
            result.GetProperty("limits").GetProperty("messageBytes").GetInt32(),
            result.GetProperty("limits").GetProperty("inFlight").GetInt32()));
        Assert.Equal("c/1", (await peer.CallAsync(Json.Call(2, "Calc.inspect"))).Result().GetProperty("client").GetString());
    }

    [Fact]
    public async Task One_hash_covers_every_namespace_that_the_server_has()
    {
        await using var bare = new VirtwireServer(new VirtwireServerOptions().AddDriver("bare:///", _ => []));
        await bare.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HashOf(CoreApi.Description, HostApi.Description), bare.Core.Registry.SchemaHash);

        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var result = (await HelloAsync(peer, "{}")).Result();
        Assert.Equal(
            HashOf(CoreApi.Description, Conformance.Api.ConformanceApi.Description, HostApi.Description),
            result.GetProperty("schemaHash").GetString());
    }

    [Theory]
    [InlineData("1.0", "1.0", "1.0")]
    [InlineData("1.0", "1.1", "1.1")]
    [InlineData("1.0", "1.9", "1.1")]
    [InlineData("1.1", "2.3", "1.1")]
    [InlineData("0.1", "1.0", "1.0")]
    public async Task The_lower_of_the_two_newest_versions_is_picked(string min, string max, string picked)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var versions = (await HelloAsync(peer, Versions(min, max))).Result().GetProperty("versions");
        Assert.Equal(picked, versions.GetProperty(Namespace).GetString());
    }

    [Theory]
    [InlineData("1.2", "1.9")]
    [InlineData("2.0", "2.0")]
    [InlineData("0.1", "0.9")]
    public async Task Without_a_common_version_both_ranges_are_told(string min, string max)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var answer = await HelloAsync(peer, Versions(min, max));
        Assert.Equal("VersionMismatch", answer.ErrorName());
        Assert.True(JsonMatchDetails(
            answer,
            $$"""{"namespace":"{{Namespace}}","client":{"min":"{{min}}","max":"{{max}}"},"server":{"min":"1.0","max":"1.1"} }"""));

        // Nothing was decided: hello may be tried again.
        Assert.Equal(JsonValueKind.Object, (await HelloAsync(peer, Versions("1.0", "1.1"))).Result().ValueKind);
    }

    [Fact]
    public async Task An_older_version_hides_what_came_later()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        await HelloAsync(peer, Versions("1.0", "1.0"));
        var refused = await peer.CallAsync(Json.Call(2, "Calc.next"));
        Assert.Equal("NotSupportedByPeer", refused.ErrorName());
        Assert.True(JsonMatchDetails(refused, """{"element":"Calc.next","since":"1.1","peerVersion":"1.0"}"""));
        await peer.CallAsync(Json.Call(3, "Events.subscribe"));
        host.Events.Publish(Conformance.Api.ConformanceApi.Lamp.Dimmed, LampService.Desk, new() { Level = 1 });
        Assert.Equal("4", (await peer.CallAsync(Json.Call(4, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task A_namespace_that_one_side_lacks_is_passed_over()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        var answer = await HelloAsync(peer, """{"com.example.other":{"min":"3.0","max":"3.0"}}""");
        Assert.Equal("{}", answer.Result().GetProperty("versions").GetRawText());
        Assert.Equal("2", (await peer.CallAsync(Json.Call(2, "Calc.next"))).Id());
    }

    [Theory]
    [InlineData("""{"versions":{},"token":"x"}""", "Unauthenticated")]
    [InlineData("""{"versions":{},"surface":"vdsm"}""", "UnknownSurface")]
    [InlineData("""{"versions":{},"driver":"qemu:///system"}""", "UnknownDriver")]
    [InlineData("""{}""", "InvalidParams")]
    [InlineData("""{"versions":{"host":{"min":"1"}}}""", "InvalidParams")]
    [InlineData("""{"versions":{"host":{"min":"1.1","max":"1.0"}}}""", "InvalidParams")]
    [InlineData("""{"versions":{},"readOnly":"yes"}""", "InvalidParams")]
    public async Task What_cannot_be_agreed_on_is_refused(string parameters, string error)
    {
        await using var host = await ConformanceHost.StartAsync();
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        Assert.Equal(error, (await peer.CallAsync(Json.Call(1, "Rpc.hello", parameters))).ErrorName());
    }

    [Fact]
    public async Task Hello_comes_first_or_not_at_all()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var late = RawPeer.Connect(host, WireForm.Lines);
        await late.CallAsync(Json.Call(1, "Calc.ping"));
        Assert.Equal("AlreadyGreeted", (await HelloAsync(late, "{}")).ErrorName());
        using var twice = RawPeer.Connect(host, WireForm.Lines);
        await HelloAsync(twice, "{}");
        Assert.Equal("AlreadyGreeted", (await HelloAsync(twice, "{}")).ErrorName());
    }

    [Fact]
    public async Task A_session_picks_its_driver_and_hears_only_its_events()
    {
        IEventSink? other = null;
        await using var host = await ConformanceHost.StartAsync(o => o.AddDriver("second", context =>
        {
            other = context.Events;
            return [new CalcService(), new LampService(context.Events)];
        }));
        using var first = RawPeer.Connect(host, WireForm.Lines);
        using var second = RawPeer.Connect(host, WireForm.Lines);
        var answer = await second.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{},"driver":"second+unix:///?socket=/x"}"""));
        Assert.Equal("second:///", answer.Result().GetProperty("driver").GetString());
        await first.CallAsync(Json.Call(1, "Events.subscribe"));
        await second.CallAsync(Json.Call(2, "Events.subscribe"));
        Assert.Equal("NotSupportedByDriver", (await second.CallAsync(Json.Call(3, "Gate.release", """{"name":"a"}"""))).ErrorName());
        other!.Publish(Conformance.Api.ConformanceApi.Lamp.Turned, LampService.Desk, new() { On = true });
        Assert.Equal("Lamp.turned", (await second.ReceiveAsync()).Method());
        Assert.Equal("4", (await first.CallAsync(Json.Call(4, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task The_first_subscription_goes_on_where_hello_said()
    {
        await using var host = await ConformanceHost.StartAsync();
        var start = host.Events.Position;
        host.Events.Publish(Conformance.Api.ConformanceApi.Lamp.Turned, LampService.Desk, new() { On = true });
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        await peer.CallAsync(Json.Call(1, "Rpc.hello", $$"""{"versions":{},"resume":"{{start}}"}"""));
        Assert.Equal(1, (await peer.CallAsync(Json.Call(2, "Events.subscribe"))).Result().GetProperty("replayed").GetInt32());
        await peer.ReceiveAsync();
        Assert.Equal(0, (await peer.CallAsync(Json.Call(3, "Events.subscribe"))).Result().GetProperty("replayed").GetInt32());
    }

    [Theory]
    [InlineData("earlier:7")]
    [InlineData("EPOCH:2")]
    [InlineData("none")]
    public async Task A_resume_that_this_run_cannot_go_on_from_is_a_gap(string resume)
    {
        await using var host = await ConformanceHost.StartAsync();
        host.Events.Publish(Conformance.Api.ConformanceApi.Lamp.Turned, LampService.Desk, new() { On = true });
        resume = resume.Replace("EPOCH", host.Server.Core.Info.Epoch, StringComparison.Ordinal);
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        await peer.CallAsync(Json.Call(1, "Rpc.hello", $$"""{"versions":{},"resume":"{{resume}}"}"""));
        Assert.Equal(1, (await peer.CallAsync(Json.Call(2, "Events.subscribe"))).Result().GetProperty("replayed").GetInt32());
        var gap = (await peer.ReceiveAsync()).GetProperty("params");
        Assert.Equal(
            (resume, host.Events.Position, "restarted"),
            (gap.GetProperty("after").GetString(), gap.GetProperty("position").GetString(), gap.GetProperty("reason").GetString()));
    }

    // As docs/protocol.md says it.
    private static string HashOf(params ApiDescription[] apis)
    {
        var text = string.Concat(apis.Select(a => a.Namespace + " " + a.WireHash + "\n"));
        return "sha256:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
    }

    private static Task<JsonElement> HelloAsync(RawPeer peer, string versions) =>
        peer.CallAsync(Json.Call(1, "Rpc.hello", $$"""{"versions":{{versions}}}"""));

    private static string Versions(string min, string max) => $$"""{"{{Namespace}}":{"min":"{{min}}","max":"{{max}}"} }""";

    private static bool JsonMatchDetails(JsonElement answer, string details) =>
        JsonElement.DeepEquals(answer.ErrorDetails(), JsonElement.Parse(details));
}
