using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>A server with the drivers of the conformance schema, and what a test may look at from behind.</summary>
internal sealed class ConformanceHost : IAsyncDisposable
{
    public const string DriverUri = "conf:///";

    private ConformanceHost(Action<VirtwireServerOptions>? configure)
    {
        var options = new VirtwireServerOptions { LoggerFactory = Log };
        options.AddDriver("conf", context =>
        {
            Events = context.Events;
            return [Calc, new GateService(Gates), new BlockService(Gates), new LampService(context.Events), new OvenService(Gates)];
        });
        configure?.Invoke(options);
        Server = new VirtwireServer(options);
    }

    public VirtwireServer Server { get; }

    public CalcService Calc { get; } = new();

    public Gates Gates { get; } = new();

    public IEventSink Events { get; private set; } = null!;

    public LogList Log { get; } = new();

    public static async Task<ConformanceHost> StartAsync(Action<VirtwireServerOptions>? configure = null)
    {
        var host = new ConformanceHost(configure);
        await host.Server.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Has the server serve one end of a connection.</summary>
    public void Serve(Transport transport, SessionRole role = SessionRole.Admin) =>
        Server.Connections.Add(transport, new PeerIdentity("tester", role, "test"));

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
