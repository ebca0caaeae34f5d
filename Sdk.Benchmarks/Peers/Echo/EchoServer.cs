using System.Buffers.Binary;
using System.Net.Sockets;

namespace Virtwire.Sdk.Benchmarks.Peers.Echo;

/// <summary>
/// Answers the raw echo's requests: one read, one write, no look at the bytes. A connection begins with the lengths of a request and of
/// an answer.
/// </summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private const int BufferSize = 256 * 1024;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _loop;

    public EchoServer(string path)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _loop = AcceptAsync();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: no more connections.
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        using var _ = socket;
        try
        {
            var sizes = new byte[8];
            for (var read = 0; read < sizes.Length;)
                read += await socket.ReceiveAsync(sizes.AsMemory(read)) is > 0 and var got ? got : throw new SocketException((int)SocketError.ConnectionReset);
            await ServeAsync(socket, BinaryPrimitives.ReadInt32LittleEndian(sizes), BinaryPrimitives.ReadInt32LittleEndian(sizes.AsSpan(4)));
        }
        catch (SocketException)
        {
            // The client is gone.
        }
    }

    private static async Task ServeAsync(Socket socket, int request, int response)
    {
        var input = new byte[BufferSize];
        var output = new byte[Math.Max(BufferSize, response)];
        var atOnce = output.Length / response;
        var partial = 0;
        while (await socket.ReceiveAsync(input.AsMemory()) is > 0 and var read)
        {
            var answers = Math.DivRem(partial + read, request, out partial);
            while (answers > 0)
            {
                var some = Math.Min(answers, atOnce);
                ReadOnlyMemory<byte> bytes = output.AsMemory(0, some * response);
                while (bytes.Length > 0)
                    bytes = bytes[await socket.SendAsync(bytes)..];
                answers -= some;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _loop;
    }
}
