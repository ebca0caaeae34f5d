using System.Net.Sockets;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>A fresh server with the driver <c>test:///default</c> on a unix socket and a TCP port of its own.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly VirtwireServer _server;

    private SocketServer(string folder, VirtwireServer server) => (_folder, _server) = (folder, server);

    /// <summary>The unix socket's path.</summary>
    public string Path => System.IO.Path.Combine(_folder, "s");

    /// <summary>The TCP port on loopback.</summary>
    public int Port => new Uri(_server.Endpoints[1]).Port;

    /// <summary>Starts one.</summary>
    /// <param name="withOven">Whether its driver has the resource <c>Oven</c> as well, whose methods start tasks.</param>
    public static async Task<SocketServer> StartAsync(bool withOven = false)
    {
        var folder = Directory.CreateTempSubdirectory("vw-").FullName;
        var options = new VirtwireServerOptions { Endpoints = { $"unix://{folder}/s", "tcp://127.0.0.1:0" } }.AddDriver("test:///default");
        if (withOven)
            options.AddResources("test", static _ => [new OvenService(new Gates())]);
        var server = new VirtwireServer(options);
        await server.StartAsync();
        return new SocketServer(folder, server);
    }

    /// <summary>A connection to the unix socket, as bytes.</summary>
    public async Task<Stream> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path));
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
