using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Virtwire.Sdk.Server.Bindings.JsonRpc;

namespace Virtwire.Sdk.Server.Bindings.Http.WebSockets;

/// <summary>
/// WebSocket at <c>/ws</c>: JSON-RPC, a message a text message, where the client asks for no sub-protocol; STOMP as a stream where it asks for
/// <c>v12.stomp</c> and the like. By the upgrade of HTTP/1.1, and by CONNECT of HTTP/2 (RFC 8441).
/// </summary>
/// <param name="stomp">Speaks STOMP; null where that is switched off.</param>
internal sealed class WebSocketService(ConnectionBinding? stomp) : HttpService
{
    private static readonly string[] StompProtocols = ["v12.stomp", "v11.stomp", "v10.stomp"];

    // A peer that is gone without a word is found out by a ping that nobody answers.
    private static readonly IOptions<WebSocketOptions> Settings = Options.Create(new WebSocketOptions
    {
        KeepAliveInterval = TimeSpan.FromSeconds(30),
        KeepAliveTimeout = TimeSpan.FromSeconds(30),
    });

    /// <inheritdoc/>
    internal override string Name => "websocket";

    /// <inheritdoc/>
    internal override bool Owns(PathString path) => path == "/ws";

    /// <inheritdoc/>
    internal override Task ServeAsync(HttpExchange exchange)
    {
        Bodies.RequireMethod(exchange, HttpMethods.Get, HttpMethods.Connect);
        return new WebSocketMiddleware(_ => AcceptAsync(exchange), Settings, NullLoggerFactory.Instance).Invoke(exchange.Context);
    }

    private async Task AcceptAsync(HttpExchange exchange)
    {
        var sockets = exchange.Context.WebSockets;
        if (!sockets.IsWebSocketRequest)
            throw new HttpRefusal(HttpStatusCode.UpgradeRequired, "'/ws' is for WebSocket: ask for an upgrade to it.");
        var protocol = Choose(sockets.WebSocketRequestedProtocols);
        Unlimit(exchange.Context.Features);
        using var socket = await sockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = protocol }).ConfigureAwait(false);
        await ServeAsync(exchange, socket, isStomp: protocol is not null).ConfigureAwait(false);
    }

    private async Task ServeAsync(HttpExchange exchange, WebSocket socket, bool isStomp)
    {
        var core = exchange.Core;
        var limits = core.Limits;
        var endPoint = exchange.Peer.EndPoint;
        WebSocketTransport transport = isStomp ? new WebSocketBytes(socket, endPoint) : new WebSocketMessages(socket, endPoint, limits.MessageBytes);
        ServedConnection connection = isStomp
            ? stomp!.Open(core, transport, exchange.Peer)
            : new JsonRpcConnection(core, limits, transport, new WebSocketFraming(limits.MessageBytes), exchange.Peer);
        await using var gone = exchange.Aborted.UnsafeRegister(static transport => ((WebSocketTransport)transport!).Abort(), transport);
        var asked = exchange.Context.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        await using var stop = asked.UnsafeRegister(static connection => _ = ((ServedConnection)connection!).StopAsync(CancellationToken.None), connection);
        await connection.RunAsync(default).ConfigureAwait(false);
        var (status, reason) = transport.Fault
            ?? (transport.PeerHasClosed ? (WebSocketCloseStatus.NormalClosure, "")
            : core.IsStopping ? (WebSocketCloseStatus.EndpointUnavailable, "The server stops.")
            : (WebSocketCloseStatus.PolicyViolation, connection.EndReason ?? ""));
        await transport.CloseAsync(status, reason).ConfigureAwait(false);
    }

    // The first of ours that the client knows: the latest version.
    private string? Choose(IList<string> asked)
    {
        if (asked.Count == 0)
            return null;
        return (stomp is null ? null : StompProtocols.FirstOrDefault(asked.Contains)) ?? throw new HttpRefusal(
            HttpStatusCode.BadRequest,
            $"'/ws' speaks {(stomp is null ? "" : string.Join(", ", StompProtocols) + ", and ")}JSON-RPC where no sub-protocol is asked for; '{string.Join(", ", asked)}' it does not.");
    }

    // Limits of a request's body and its speed are for requests that end.
    private static void Unlimit(IFeatureCollection features)
    {
        if (features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (features.Get<IHttpMinRequestBodyDataRateFeature>() is { } speed)
            speed.MinDataRate = null;
    }
}
