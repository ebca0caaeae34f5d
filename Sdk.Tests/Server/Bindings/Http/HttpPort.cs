using System.Net;
using System.Net.Sockets;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Bindings.Http;

/// <summary>A server on a TCP port of loopback and a unix socket, and clients that speak HTTP to them.</summary>
internal sealed class HttpPort : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly List<HttpClient> _clients = [];

    private HttpPort(ConformanceHost host, DirectoryInfo directory)
    {
        (Host, _directory) = (host, directory);
        Port = new Uri(host.Server.Endpoints[0]).Port;
    }

    public ConformanceHost Host { get; }

    public int Port { get; }

    public string Socket => Path.Combine(_directory.FullName, "s");

    public static async Task<HttpPort> StartAsync(Action<VirtwireServerOptions>? configure = null)
    {
        var directory = Directory.CreateTempSubdirectory("virtwire-");
        var host = await ConformanceHost.StartAsync(options =>
        {
            options.Endpoints.Add("tcp://127.0.0.1:0");
            options.Endpoints.Add($"unix://{directory.FullName}/s");
            configure?.Invoke(options);
        });
        return new HttpPort(host, directory);
    }

    /// <summary>A client of the version, with connections of its own. HTTP/2 is spoken without asking.</summary>
    public HttpClient Client(string version = "1.1", bool unix = false)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                EndPoint endPoint = unix ? new UnixDomainSocketEndPoint(Socket) : new IPEndPoint(IPAddress.Loopback, Port);
                var socket = unix
                    ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                    : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(endPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new HttpClient(handler)
        {
            BaseAddress = new Uri($"http://localhost:{Port}"),
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        _clients.Add(client);
        return client;
    }

    /// <summary>A connection of lines to the same port.</summary>
    public async Task<RawPeer> LinesAsync() => RawPeer.Over(
        await SocketTransport.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), TestContext.Current.CancellationToken), WireForm.Lines);

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(static client => client.Dispose());
        await Host.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
