using System.Collections.Concurrent;
using Virtwire.Sdk.Server.Bindings;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>The connections of a server, from the first byte on: each shows its protocol, is served, and is gone.</summary>
internal sealed class ConnectionSet : IConnectionList
{
    // What a timer can wait for at most; a limit that is longer is none.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly ConcurrentDictionary<Transport, Task> _running = new();
    private readonly ConcurrentDictionary<Transport, ServedConnection> _served = new();
    private readonly ServerCore _core;
    private readonly ProtocolDetector _detector;
    private readonly Strangers _strangers;
    private volatile bool _stopping;

    internal ConnectionSet(ServerCore core, IReadOnlyList<ConnectionBinding> bindings)
    {
        _core = core;
        _detector = new ProtocolDetector(bindings);
        _strangers = new Strangers(core);
    }

    /// <inheritdoc/>
    public int Count => _running.Count;

    IEnumerable<ISessionConnection> IConnectionList.Served => _served.Values;

    /// <summary>The connections whose protocol is known.</summary>
    internal IEnumerable<ServedConnection> Served => _served.Values;

    /// <summary>Takes over a connection.</summary>
    /// <param name="transport">What was accepted.</param>
    /// <param name="peer">Who it is, as far as is known without the handshake.</param>
    /// <param name="tls">The handshake that comes first; null for none.</param>
    internal void Add(Transport transport, PeerIdentity peer, TlsHandshake? tls = null)
    {
        if (_stopping || (_core.Limits.Connections > 0 && _running.Count >= _core.Limits.Connections))
        {
            if (!_stopping)
                ListeningLog.TooManyConnections(_core.Logger, peer.EndPoint, _core.Limits.Connections);
            transport.Dispose();
            return;
        }

        Strangers.Stranger? stranger = null;
        if ((tls is not null || peer.Role == SessionRole.None) && (stranger = _strangers.Enter()) is null)
        {
            ListeningLog.TooManyStrangers(_core.Logger, peer.EndPoint, _core.Limits.UnauthenticatedConnections);
            transport.Dispose();
            return;
        }

        // Entered before it runs, so that whatever it is doing, a stop finds it. What is ambient here, such as the activity of a caller
        // in the same process, is none of the server's.
        var start = new TaskCompletionSource();
        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow())
            _running[transport] = ServeAsync(start.Task, transport, peer, tls, stranger);
        start.SetResult();

        // A stop that began since the question above may have looked before this one was entered.
        if (_stopping)
            transport.Dispose();
    }

    /// <summary>Lets calls under way finish, then closes everything; cut short by the token.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        await Task.WhenAll(_served.Values.Select(c => c.StopAsync(cancellationToken))).ConfigureAwait(false);
        foreach (var transport in _running.Keys)
            transport.Dispose();
        await Task.WhenAll(_running.Values).ConfigureAwait(false);
    }

    private async Task ServeAsync(Task start, Transport accepted, PeerIdentity peer, TlsHandshake? tls, Strangers.Stranger? stranger)
    {
        await start.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        ServedConnection? connection = null;
        var transport = accepted;
        try
        {
            if (tls is not null)
            {
                if (await tls.PerformAsync((SocketTransport)accepted, _core.Limits.Handshake, _core.Time).ConfigureAwait(false) is not { } secured)
                    return;
                (transport, peer) = (secured, IdentityPolicy.Identify(secured, _core.Policy));
                if (peer.Role > SessionRole.None)
                    stranger?.Leave();
            }

            var (binding, first) = await DetectAsync(transport, peer).ConfigureAwait(false);
            if (binding is null)
                return;
            connection = binding.Open(_core, transport, peer);
            _served[accepted] = connection;
            ConnectionEvents.Opened(_core, connection);
            Admit(connection, stranger);
            if (!_stopping)
                await connection.RunAsync(first).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ListeningLog.ServingFailed(_core.Logger, peer.EndPoint, exception);
        }
        finally
        {
            transport.Dispose();
            stranger?.Leave();
            _served.TryRemove(accepted, out _);
            _running.TryRemove(accepted, out _);
            if (connection is not null)
                ConnectionEvents.Closed(_core, connection, connection.EndReason ?? "The server stops.");
        }
    }

    private void Admit(ServedConnection connection, Strangers.Stranger? stranger)
    {
        if (stranger is null)
            return;
        connection.Session.Tokens.Passed = stranger.Leave;
        if (stranger.Refusal is not { } refusal)
            return;
        ListeningLog.TooManyStrangers(_core.Logger, connection.Session.Peer.EndPoint, _core.Limits.UnauthenticatedConnections);
        connection.Disconnect(refusal);
    }

    private async Task<(ConnectionBinding? Binding, ReadOnlyMemory<byte> First)> DetectAsync(Transport transport, PeerIdentity peer)
    {
        var seen = new byte[ProtocolDetector.MostBytes];
        var length = 0;
        var late = false;
        var limit = _core.Limits.Detection;
        using var deadline = _core.Time.CreateTimer(
            _ =>
            {
                late = true;
                ListeningLog.DetectionTimedOut(_core.Logger, peer.EndPoint);
                transport.Abort();
            },
            null,
            limit <= LongestTimer ? limit : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        while (true)
        {
            int received;
            try
            {
                received = await transport.ReceiveAsync(seen.AsMemory(length)).ConfigureAwait(false);
            }
            catch (Exception) when (late)
            {
                return default;
            }
            catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or ObjectDisposedException)
            {
                received = 0;
            }

            if (received == 0)
            {
                ListeningLog.ClosedBeforeDetection(_core.Logger, peer.EndPoint);
                return default;
            }

            length += received;
            switch (_detector.Detect(seen.AsSpan(0, length), out var binding))
            {
                case Detection.Yes:
                    return (binding, seen.AsMemory(0, length));
                case Detection.No:
                    ListeningLog.UnknownProtocol(_core.Logger, peer.EndPoint);
                    return default;
            }
        }
    }
}
