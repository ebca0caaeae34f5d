using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Tests.Drivers.State;

/// <summary>A server with a state directory, and a connection to it.</summary>
internal sealed class StateHost : IAsyncDisposable
{
    private readonly VirtwireServer _server;

    private StateHost(VirtwireServer server, HostConnection connection) => (_server, Connection) = (server, connection);

    public HostConnection Connection { get; }

    public VirtwireServer Server => _server;

    public static async Task<StateHost> StartAsync(string directory, Action<VirtwireServerOptions>? configure = null)
    {
        var options = new VirtwireServerOptions { StateDirectory = directory }.AddDriver("test:///default");
        configure?.Invoke(options);
        var server = new VirtwireServer(options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new StateHost(server, await server.ConnectAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _server.DisposeAsync();
    }
}
