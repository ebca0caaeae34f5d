using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Virtwire.Sdk.Server.Bindings.Http.Kestrel;
using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>
/// A connection that speaks HTTP. It says who the peer is; a request has a session of its own, since nothing that one request chooses holds for the next.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Ends with RunAsync, which closes what it holds.")]
internal sealed class HttpConnection : ServedConnection, IEventOutlet
{
    private readonly Transport _transport;
    private readonly Func<ServerCore, Task<HttpHost>> _host;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _endReason;
    private int _requests;

    internal HttpConnection(ServerCore core, Transport transport, PeerIdentity peer, Func<ServerCore, Task<HttpHost>> host)
    {
        Core = core;
        _transport = transport;
        _host = host;
        Session = new Session(core, core.Limits, peer, this);
    }

    /// <inheritdoc/>
    public override Session Session { get; }

    /// <inheritdoc/>
    public override string Protocol => "http";

    /// <inheritdoc/>
    public override int CallsUnderWay => Volatile.Read(ref _requests);

    /// <inheritdoc/>
    public override long OutboxBytes => 0;

    /// <summary>What all sessions share.</summary>
    internal ServerCore Core { get; }

    /// <summary>What is underneath.</summary>
    internal Transport Transport => _transport;

    /// <summary>The socket underneath all; null where there is none.</summary>
    internal Socket? Socket => (_transport as SocketTransport)?.Socket ?? (_transport as TlsTransport)?.Socket;

    /// <inheritdoc/>
    internal override string? EndReason => _endReason;

    /// <inheritdoc/>
    public override void Disconnect(HostException why)
    {
        // HTTP has no word for it outside of an answer.
        _endReason ??= why.Message;
        _transport.Abort();
    }

    /// <summary>A request begins.</summary>
    internal void BeginRequest() => Interlocked.Increment(ref _requests);

    /// <summary>A request has been answered.</summary>
    internal void EndRequest() => Interlocked.Decrement(ref _requests);

    /// <inheritdoc/>
    internal override async Task RunAsync(ReadOnlyMemory<byte> first)
    {
        SessionLog.SessionBegins(Core.Logger, Session.Info.Id, Session.Peer.Name, Protocol, Session.Peer.EndPoint);
        try
        {
            var host = await _host(Core).ConfigureAwait(false);
            await host.ServeAsync(this, first).ConfigureAwait(false);
            _endReason ??= "The peer closed the connection.";
        }
        finally
        {
            Session.Close();
            _ended.TrySetResult();
            SessionLog.SessionEnds(Core.Logger, Session.Info.Id, _endReason ?? "Serving failed.");
        }
    }

    /// <inheritdoc/>
    internal override async Task StopAsync(CancellationToken cancellationToken)
    {
        _endReason ??= "The server stops.";

        // Answers those requests that are under way, and tells all its connections to go.
        var stopping = (await _host(Core).ConfigureAwait(false)).StopAsync(cancellationToken);
        await stopping.ConfigureAwait(false);
        await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Nobody subscribes on it: events travel in answers of their own.</summary>
    void IEventOutlet.Send(ReadOnlyMemory<byte> notification)
    {
    }
}
