using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Hosts.App;

/// <summary>Hosts as services of an application.</summary>
public sealed class AddVirtwireHostTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("virtwire-");

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    private string Socket => Path.Combine(_directory.FullName, "s");

    private string Uri => "test+unix:///default?socket=" + Socket;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task A_host_is_asked_for_by_its_name_and_is_one_connection()
    {
        var services = new ServiceCollection();
        services.AddVirtwireHost("a", "test:///default", static options => options.ClientName = "first");
        services.AddVirtwireHost("b", "test:///default");
        await using var provider = services.BuildServiceProvider();
        var a = provider.GetRequiredKeyedService<HostConnection>("a");
        var b = provider.GetRequiredKeyedService<HostConnection>("b");
        await ConnectedAsync(a);
        await ConnectedAsync(b);
        Assert.NotSame(a, b);
        Assert.Same(a, provider.GetRequiredKeyedService<HostConnection>("a"));
        Assert.Equal("first", a.Options.ClientName);
        Assert.Null(b.Options.ClientName);
        Assert.Equal("test", (await a.Domains.LookupByNameAsync("test", Ended)).Name);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_container_closes_the_connection()
    {
        HostConnection host;
        await using (var provider = new ServiceCollection().AddVirtwireHost("a", "test:///default").Services.BuildServiceProvider())
        {
            host = provider.GetRequiredKeyedService<HostConnection>("a");
            await ConnectedAsync(host);
        }

        Assert.Equal(HostConnectionState.Closed, host.State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_that_is_not_there_yet_is_waited_for_and_says_so_meanwhile()
    {
        var log = new LogList();
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(log).AddLogging();
        services.AddVirtwireHost("a", Uri, static options => options.Reconnect.MaxDelay = options.Reconnect.FirstDelay = TimeSpan.FromMilliseconds(10)).AddHealthCheck();
        await using var provider = services.BuildServiceProvider();
        var host = provider.GetRequiredKeyedService<HostConnection>("a");
        Assert.Equal(HostConnectionState.Connecting, host.State);
        await Assert.ThrowsAsync<ConnectionFailedException>(async () => await host.PingAsync(Ended));
        await Assert.ThrowsAsync<ConnectionFailedException>(async () =>
        {
            await using var changes = await host.Domains.WatchStateChanged().StartAsync(Ended);
        });
        var checks = provider.GetRequiredService<HealthCheckService>();
        var before = await checks.CheckHealthAsync(Ended);
        Assert.Equal((HealthStatus.Unhealthy, "virtwire-a"), (before.Status, Assert.Single(before.Entries).Key));

        var connected = ConnectedAsync(host);
        await using (await StartAsync())
        {
            await connected;
            Assert.Equal("test", (await host.Domains.LookupByNameAsync("test", Ended)).Name);
            Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync(Ended)).Status);
        }

        await StateAsync(host, HostConnectionState.Reconnecting);
        Assert.Equal(HealthStatus.Unhealthy, (await checks.CheckHealthAsync(Ended)).Status);
        connected = ConnectedAsync(host);
        await using (await StartAsync())
            await connected;
        Assert.Equal([1101, 1102, 1101], log.Entries.Where(static e => e.Id is 1101 or 1102).Select(static e => e.Id).Take(3));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_refuses_for_good_is_not_asked_again()
    {
        await using var server = await StartAsync();
        await using var host = HostConnection.Connect("acme+unix:///nothing?socket=" + Socket);
        await StateAsync(host, HostConnectionState.Closed);
        var failure = await Assert.ThrowsAsync<ConnectionFailedException>(async () => await host.PingAsync(Ended));
        Assert.IsType<UnknownDriverException>(failure.InnerException);
    }

    [Fact(Timeout = 60_000)]
    public async Task Closing_a_connection_that_was_never_made_ends_the_attempts()
    {
        var host = HostConnection.Connect(Uri);
        await host.DisposeAsync();
        Assert.Equal(HostConnectionState.Closed, host.State);
        await Assert.ThrowsAsync<ConnectionFailedException>(async () => await host.PingAsync(Ended));
    }

    [Fact]
    public void What_is_wrong_is_said_at_once()
    {
        var services = new ServiceCollection();
        Assert.Throws<ConnectionUriException>(() => services.AddVirtwireHost("a", "nonsense"));
        services.AddVirtwireHost("a", "test:///default");
        Assert.Contains("'a'", Assert.Throws<InvalidOperationException>(() => services.AddVirtwireHost("a", "test:///default")).Message, StringComparison.Ordinal);
    }

    private static Task ConnectedAsync(HostConnection host) => StateAsync(host, HostConnectionState.Connected);

    private static async Task StateAsync(HostConnection host, HostConnectionState wanted)
    {
        var reached = new TaskCompletionSource();
        host.StateChanged += (_, change) =>
        {
            if (change.State == wanted)
                reached.TrySetResult();
        };
        if (host.State != wanted)
            await reached.Task.WaitAsync(Ended);
    }

    private async Task<VirtwireServer> StartAsync()
    {
        var server = new VirtwireServer(new VirtwireServerOptions { Endpoints = { $"unix://{Socket}" } }.AddDriver("test:///default"));
        await server.StartAsync(Ended);
        return server;
    }
}
