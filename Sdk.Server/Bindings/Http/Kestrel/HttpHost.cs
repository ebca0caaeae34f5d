using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Server.Bindings.Http.Kestrel;

/// <summary>Kestrel, which listens nowhere: it is fed with connections that were accepted and looked at before.</summary>
internal sealed class HttpHost
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    private readonly KestrelServer _server;
    private readonly HandedListeners _listeners;
    private readonly Lock _gate = new();
    private Task? _stopping;

    private HttpHost(KestrelServer server, HandedListeners listeners) => (_server, _listeners) = (server, listeners);

    /// <summary>Starts Kestrel.</summary>
    internal static async Task<HttpHost> StartAsync(ServerCore core, IReadOnlyList<HttpService> services)
    {
        var listeners = new HandedListeners();
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = new NoServices() };
        options.Limits.MaxRequestBodySize = core.Limits.MessageBytes;
        options.Limits.MaxRequestHeadersTotalSize = core.Limits.HeaderBytes;
        options.Limits.MaxRequestLineSize = Math.Min(options.Limits.MaxRequestLineSize, core.Limits.HeaderBytes);
        options.Limits.Http2.MaxRequestHeaderFieldSize = core.Limits.HeaderBytes;
        options.Limits.RequestHeadersTimeout = HeadersTimeout;
        options.Limits.Http2.MaxStreamsPerConnection = core.Limits.InFlight;
        options.Listen(HandedListeners.Http1, static o => o.Protocols = HttpProtocols.Http1);
        options.Listen(HandedListeners.Http2, static o => o.Protocols = HttpProtocols.Http2);

        // Its own log speaks of connections that it believes to own; what matters of them is logged where they were accepted.
        var server = new KestrelServer(Options.Create(options), listeners, NullLoggerFactory.Instance);
        await server.StartAsync(new HttpApplication(core, services), CancellationToken.None).ConfigureAwait(false);
        return new HttpHost(server, listeners);
    }

    /// <summary>Serves a connection until it ends.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="first">The bytes that were read to tell the protocol.</param>
    internal async Task ServeAsync(HttpConnection connection, ReadOnlyMemory<byte> first)
    {
        await using var handed = new HandedConnection(connection);
        if (_listeners.TryHand(handed, isHttp2: first.Span.StartsWith(HandedConnection.Preface)))
            await handed.PumpAsync(first).ConfigureAwait(false);
    }

    /// <summary>Answers the requests that are under way, and closes all connections; what is left when the token is cancelled is aborted.</summary>
    [SuppressMessage("Reliability", "CA2016", Justification = "The first one that stops says how long it may take.")]
    internal Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _stopping ??= StopOnceAsync(cancellationToken);
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        await _server.StopAsync(cancellationToken).ConfigureAwait(false);
        _server.Dispose();
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
