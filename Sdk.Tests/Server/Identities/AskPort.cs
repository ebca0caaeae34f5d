using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Bindings.Http;
using Virtwire.Sdk.Server.Bindings.Http.Calls;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Listening;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Identities;

/// <summary>
/// A server whose calls go over HTTP in the plainest way that there is, <c>POST /ask/Resource.verb</c> with the parameters as the body, on connections of
/// which nothing is known but a role.
/// </summary>
internal sealed class AskPort : IAsyncDisposable
{
    private readonly HttpBinding _binding = new([new AskService()]);
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConnectionSet _connections;
    private readonly SessionRole _role;

    private AskPort(ConformanceHost? host, VirtwireServer server, SessionRole role)
    {
        (Host, Server, _role) = (host, server, role);
        _connections = new ConnectionSet(server.Core, [_binding]);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public ConformanceHost? Host { get; }

    public VirtwireServer Server { get; }

    public ConnectionSet Connections => _connections;

    public static async Task<AskPort> StartAsync(Action<VirtwireServerOptions> configure, SessionRole role)
    {
        var host = await ConformanceHost.StartAsync(configure);
        return new AskPort(host, host.Server, role);
    }

    /// <summary>Over a server that is started and stopped by who made it.</summary>
    public static AskPort Over(VirtwireServer server, SessionRole role) => new(null, server, role);

    public HttpClient Client(string version = "1.1") => new(new SocketsHttpHandler { ConnectCallback = ConnectAsync })
    {
        BaseAddress = new Uri("http://localhost"),
        DefaultRequestVersion = Version.Parse(version),
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public async ValueTask DisposeAsync()
    {
        await _connections.StopAsync(CancellationToken.None);
        await _binding.StopAsync(CancellationToken.None);
        _listener.Dispose();
        if (Host is not null)
            await Host.DisposeAsync();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(_listener.LocalEndPoint!, cancellationToken);
        var accepted = new SocketTransport(await _listener.AcceptAsync(cancellationToken));
        _connections.Add(accepted, new PeerIdentity("tester", _role, "test"));
        return new NetworkStream(client, ownsSocket: true);
    }

    private sealed class AskService : HttpService
    {
        internal override string Name => "ask";

        internal override bool Owns(PathString path) => path.StartsWithSegments("/ask");

        internal override async Task ServeAsync(HttpExchange exchange)
        {
            var method = Encoding.UTF8.GetBytes(exchange.Path.Value!["/ask/".Length..]);
            var answer = await HttpCall.AskAsync(exchange, method, await Bodies.ReadAsync(exchange));
            if (answer.Error is { } error)
                await Problems.WriteAsync(exchange, error);
            else
                await Bodies.WriteAsync(exchange, answer.Result);
        }
    }
}
