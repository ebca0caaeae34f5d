using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>One endpoint: listens, accepts, and hands over what it accepted.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private const int Backlog = 512;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly UnixSocketFile? _file;
    private readonly Func<SocketTransport, PeerIdentity> _identify;
    private readonly TlsHandshake? _tls;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private Task _accepting = Task.CompletedTask;

    private Listener(
        Socket socket, UnixSocketFile? file, ListenAddress address, Func<SocketTransport, PeerIdentity> identify, TlsHandshake? tls, ILogger logger, TimeProvider time)
    {
        _socket = socket;
        _tls = address is ListenAddress.TcpPort { IsTls: true } ? tls : null;
        _file = file;
        _identify = identify;
        _logger = logger;
        _time = time;
        EndPoint = address switch
        {
            ListenAddress.TcpPort { IsTls: true } => $"tls://{socket.LocalEndPoint}",
            ListenAddress.TcpPort => $"tcp://{socket.LocalEndPoint}",
            _ => address.ToString(),
        };
    }

    /// <summary>Where it listens, with the port that was taken.</summary>
    internal string EndPoint { get; }

    /// <summary>Begins to listen. Connections wait until <see cref="Start"/>.</summary>
    /// <exception cref="IOException">The address is in use, or may not be used.</exception>
    internal static Listener Open(
        ListenAddress address, UnixFileMode socketMode, Func<SocketTransport, PeerIdentity> identify, TlsHandshake? tls, ILogger logger, TimeProvider time)
    {
        IdentityPolicy.RequireSafe(address);
        try
        {
            UnixSocketFile? file = null;
            var socket = address switch
            {
                ListenAddress.UnixPath unix => UnixSocketFile.Listen(unix.Path, socketMode, Backlog, out file),
                ListenAddress.TcpPort tcp => ListenTcp(new IPEndPoint(tcp.Address, tcp.Port)),
                _ => throw new ArgumentOutOfRangeException(nameof(address)),
            };
            return new Listener(socket, file, address, identify, tls, logger, time);
        }
        catch (SocketException failure)
        {
            throw new IOException($"The server cannot listen on '{address}': {failure.Message}.", failure);
        }
    }

    /// <summary>Begins to accept.</summary>
    internal void Start(ConnectionSet connections)
    {
        ListeningLog.Listening(_logger, EndPoint);
        _accepting = AcceptAsync(connections);
    }

    /// <summary>Stops listening; the socket's file is removed first, so that nobody finds it dead.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopping.IsCancellationRequested)
            _file?.Remove();
        await _stopping.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private (SocketTransport Transport, PeerIdentity Peer) TakeOver(Socket socket)
    {
        try
        {
            var transport = new SocketTransport(socket);
            return (transport, _identify(transport));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Socket ListenTcp(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync(ConnectionSet connections)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                var (transport, peer) = TakeOver(socket);
                connections.Add(transport, peer, _tls);
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                // Out of descriptors, or a peer that left while it was accepted: neither ends the server.
                ListeningLog.AcceptFailed(_logger, EndPoint, exception);
                await Task.Delay(PauseAfterFailure, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                return;
            }
        }
    }
}
