using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Drivers;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Hosting;

public sealed class VirtwireServerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("virtwire-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_program_can_connect_to_its_own_server()
    {
        await using var server = await StartAsync(new VirtwireServerOptions().AddDriver("test:///default"));
        await using var connection = await server.ConnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("test:///default", connection.Uri.DriverUri);
        Assert.Equal("Grüße", await connection.Host.EchoAsync("Grüße", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_embedded_host_is_shared_while_a_connection_is_open()
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = new EmbeddedHost();
        var uri = ConnectionUri.Parse("test:///shared");
        var first = await host.ConnectAsync(uri, cancel);
        var second = await host.ConnectAsync(uri, cancel);
        var firstEpoch = await EpochAsync(first);
        Assert.Equal(firstEpoch, await EpochAsync(second));
        first.Dispose();
        using (var third = await host.ConnectAsync(uri, cancel))
            Assert.Equal(firstEpoch, await EpochAsync(third));
        second.Abort();
        using var anew = await host.ConnectAsync(uri, cancel);
        Assert.NotEqual(firstEpoch, await EpochAsync(anew));
    }

    [Fact]
    public async Task The_embedded_host_knows_the_test_driver_only()
    {
        var refused = await Assert.ThrowsAsync<UnknownDriverException>(
            async () => await new EmbeddedHost().ConnectAsync(ConnectionUri.Parse("qemu:///system"), TestContext.Current.CancellationToken));
        Assert.Equal(["test:///default"], refused.Drivers);
    }

    [Fact]
    public async Task Resources_of_a_vendor_join_a_driver()
    {
        var calc = new CalcService();
        await using var server = await StartAsync(new VirtwireServerOptions().AddDriver("test:///default").AddResources("test", _ => [calc]));
        using var peer = RawPeer.Over(server.Connect(), WireForm.Lines);
        Assert.Equal(19, (await peer.CallAsync(Json.Call(1, "Calc.subtract", "[42,23]"))).Result().GetProperty("value").GetInt32());
        Assert.Equal("2", (await peer.CallAsync(Json.Call(2, "Host.ping"))).Id());
    }

    [Fact]
    public async Task Resources_that_clash_are_refused_and_both_named()
    {
        var options = new VirtwireServerOptions().AddDriver("a", _ => [new CalcService()]).AddResources("a", _ => [new OtherCalc()]);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(options));
        Assert.Contains(nameof(OtherCalc), refused.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(CalcService), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_make_no_server_are_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(new VirtwireServerOptions()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(new VirtwireServerOptions().AddDriver("test:///a").AddResources("acme", _ => [])));
        Assert.Throws<InvalidOperationException>(() => new VirtwireServerOptions().AddDriver("qemu:///system"));
        Assert.Throws<InvalidOperationException>(() => new VirtwireServerOptions().AddDriver("test:///a").AddDriver("test:///a"));
        Assert.Throws<InvalidOperationException>(() => new VirtwireServerOptions().AddDriver("test", _ => []));
        var none = new VirtwireServerOptions().AddDriver("test:///a");
        none.DisabledBindings.UnionWith(VirtwireServerOptions.Bindings);
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(none));
        var unknown = new VirtwireServerOptions().AddDriver("test:///a");
        unknown.DisabledBindings.Add("smoke");
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(unknown));
    }

    [Fact]
    public async Task A_server_starts_once_and_stops_any_number_of_times()
    {
        var server = await StartAsync(new VirtwireServerOptions().AddDriver("test:///default"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.StartAsync(TestContext.Current.CancellationToken));
        await using (var host = await server.ConnectAsync(cancellationToken: TestContext.Current.CancellationToken))
            Assert.Equal("TEST", await host.Host.GetTypeAsync(TestContext.Current.CancellationToken));
        await server.StopAsync(TestContext.Current.CancellationToken);
        await server.DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.StartAsync(TestContext.Current.CancellationToken));
        Assert.Throws<InvalidOperationException>(() => server.Connect());
    }

    [Fact]
    public async Task Drivers_are_disposed_of_with_their_server()
    {
        var calc = new OtherCalc();
        var server = await StartAsync(new VirtwireServerOptions().AddDriver("a", _ => [calc]));
        Assert.False(calc.IsDisposed);
        await server.DisposeAsync();
        Assert.True(calc.IsDisposed);
    }

    [Fact]
    public async Task A_driver_that_fails_to_end_keeps_nobody_from_the_state_directory()
    {
        VirtwireServerOptions Options(params ResourceDriver[] drivers) => new VirtwireServerOptions { StateDirectory = _directory.FullName }.AddDriver("a", _ => drivers);
        var server = await StartAsync(Options(new Unending()));
        await Assert.ThrowsAsync<NotSupportedException>(() => server.StopAsync(TestContext.Current.CancellationToken));
        await using var next = await StartAsync(Options(new CalcService()));
    }

    [Fact]
    public async Task A_limit_of_detection_that_no_timer_can_wait_for_is_none()
    {
        await using var server = await StartAsync(
            new VirtwireServerOptions { Limits = new ServerLimits { Detection = TimeSpan.FromDays(100) } }.AddDriver("test:///default"));
        await using var host = await server.ConnectAsync(cancellationToken: TestContext.Current.CancellationToken);
        await host.PingAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_id_outlives_the_server_and_the_epoch_does_not()
    {
        var (id, epoch) = await IdentityAsync(_directory.FullName);
        var (sameId, otherEpoch) = await IdentityAsync(_directory.FullName);
        Assert.Equal(id, sameId);
        Assert.NotEqual(epoch, otherEpoch);
        var (otherId, _) = await IdentityAsync(null);
        Assert.NotEqual(id, otherId);
    }

    [Fact]
    public async Task A_driver_is_told_where_it_lives()
    {
        DriverContext? context = null;
        await using var server = await StartAsync(new VirtwireServerOptions { StateDirectory = _directory.FullName }.AddDriver("a:///b/c", c =>
        {
            context = c;
            return [new CalcService()];
        }));
        Assert.Equal("a:///b/c", context!.Uri);
        Assert.True(Directory.Exists(context.StateDirectory));
        Assert.StartsWith(_directory.FullName, context.StateDirectory, StringComparison.Ordinal);
        var served = Assert.Single(context.Server.Drivers);
        Assert.Equal(["Admin", "Calc", "Events", "Rpc", "Task"], served.Resources);
    }

    [Fact]
    public async Task The_support_matrix_is_read_off_the_overrides()
    {
        await using var server = await StartAsync(new VirtwireServerOptions().AddDriver("a", _ => [new OtherCalc()]).AddDriver("b", _ => [new CalcService()]));
        var matrix = server.Core.Info.Drivers;
        Assert.Equal(["a:///", "b:///"], matrix.Select(d => d.Uri));
        Assert.Equal(
            [
                "Admin.disconnect", "Admin.getConnection", "Admin.getLimits", "Admin.getServerInfo", "Admin.listConnections", "Admin.setLimits",
                "Admin.setLogLevel", "Calc.ping", "Events.subscribe", "Events.unsubscribe", "Rpc.discover", "Rpc.hello",
                "Task.cancel", "Task.dismiss", "Task.get", "Task.list", "Task.wait",
            ],
            Supported(matrix[0]));
        Assert.Contains("Calc.subtract", Supported(matrix[1]));
        Assert.DoesNotContain("Calc.missing", Supported(matrix[1]));
        Assert.Equal(matrix[0].Methods.Select(m => m.Method.Name), matrix[1].Methods.Select(m => m.Method.Name));
    }

    [Theory]
    [InlineData("test:///default", "test:///default")]
    [InlineData("test+unix:///default?socket=/s", "test:///default")]
    [InlineData("qemu+tcp://node1:54321/system", "qemu:///system")]
    [InlineData("qemu+tls://node1", "qemu:///")]
    [InlineData("acme", "acme:///")]
    [InlineData("acme://", "acme:///")]
    public void A_driver_is_named_without_the_way_to_it(string uri, string name) => Assert.Equal(name, DriverUri.Normalize(uri));

    private static IEnumerable<string> Supported(ServedDriver driver) => driver.Methods.Where(m => m.Supported).Select(m => m.Method.Name);

    private static async Task<string> EpochAsync(Sdk.Transports.Transport transport) =>
        (await RawPeer.Over(transport, WireForm.Lines).CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{}}""")))
            .Result().GetProperty("server").GetProperty("epoch").GetString()!;

    private static async Task<(string Id, string Epoch)> IdentityAsync(string? stateDirectory)
    {
        await using var server = await StartAsync(new VirtwireServerOptions { StateDirectory = stateDirectory }.AddDriver("test:///default"));
        return (server.Core.Info.Id, server.Core.Info.Epoch);
    }

    private static async Task<VirtwireServer> StartAsync(VirtwireServerOptions options)
    {
        var server = new VirtwireServer(options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    private sealed class OtherCalc : Conformance.Api.Drivers.CalcDriver, IDisposable
    {
        public override bool NonBlocking => true;

        public bool IsDisposed { get; private set; }

        public override ValueTask PingAsync(CallContext call) => default;

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Unending : Conformance.Api.Drivers.CalcDriver, IDisposable
    {
        public override bool NonBlocking => true;

        public void Dispose() => throw new NotSupportedException("It never ends.");
    }
}
