using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Virtwire.Sdk.Transports;

/// <summary>A connected stream socket: unix or TCP.</summary>
internal sealed class SocketTransport : Transport
{
    /// <summary>Takes over a connected socket.</summary>
    public SocketTransport(Socket socket)
    {
        Socket = socket;
        // A coalescing writer already sends whole batches: the kernel must not wait for more.
        if (socket.ProtocolType == ProtocolType.Tcp)
            socket.NoDelay = true;
        EndPoint = Describe(socket.RemoteEndPoint ?? socket.LocalEndPoint);
    }

    /// <summary>The socket itself, for who needs its peer's credentials or addresses.</summary>
    public Socket Socket { get; }

    /// <inheritdoc/>
    public override string EndPoint { get; }

    /// <inheritdoc/>
    public override bool HasUnread
    {
        get
        {
            try
            {
                return Socket.Available > 0;
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    /// <summary>Connects to an endpoint: a path, an address, or a host name of which every address is tried.</summary>
    public static async ValueTask<SocketTransport> ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new SocketTransport(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>An endpoint as it is written on command lines.</summary>
    public static string Describe(EndPoint? endPoint) => endPoint switch
    {
        UnixDomainSocketEndPoint unix => $"unix://{unix}",
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } ip => $"tcp://{new IPEndPoint(ip.Address.MapToIPv4(), ip.Port)}",
        IPEndPoint ip => $"tcp://{ip}",
        DnsEndPoint dns => string.Create(CultureInfo.InvariantCulture, $"tcp://{dns.Host}:{dns.Port}"),
        _ => "socket",
    };

    /// <inheritdoc/>
    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer) => Socket.ReceiveAsync(buffer, SocketFlags.None);

    /// <inheritdoc/>
    public override bool TryReceive(Span<byte> buffer, out int count)
    {
        if (Socket.Blocking)
            Socket.Blocking = false;
        count = Socket.Receive(buffer, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => true,
            SocketError.WouldBlock => false,
            _ => throw new SocketException((int)error),
        };
    }

    /// <inheritdoc/>
    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var sending = Socket.SendAsync(bytes, SocketFlags.None);
        if (!sending.IsCompletedSuccessfully)
            return SendRestAsync(sending, bytes);

        var sent = sending.Result;
        return sent == bytes.Length ? default : SendRestAsync(new ValueTask<int>(sent), bytes);
    }

    /// <inheritdoc/>
    public override void EndSend()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer is away already, and needs no telling.
        }
    }

    /// <inheritdoc/>
    public override void Abort() => Socket.Close(0);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer is away already, and needs no telling.
        }

        Socket.Dispose();
    }

    // Whoever has to wait for a slow peer once does so often: what the waiting needs is used again.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendRestAsync(ValueTask<int> sending, ReadOnlyMemory<byte> bytes)
    {
        var sent = await sending.ConfigureAwait(false);
        while (sent < bytes.Length)
            sent += await Socket.SendAsync(bytes[sent..], SocketFlags.None).ConfigureAwait(false);
    }
}
