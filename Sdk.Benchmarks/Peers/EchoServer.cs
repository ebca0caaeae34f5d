using System.Net.Sockets;

namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>Answers the raw echo's requests: one read, one write, no look at the bytes.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
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
        var input = new byte[EchoBytes.Request.Length * 1024];
        var output = new byte[EchoBytes.Response.Length * 1024];
        for (var i = 0; i < 1024; i++)
            EchoBytes.Response.CopyTo(output.AsSpan(i * EchoBytes.Response.Length));
        var partial = 0;
        try
        {
            while (await socket.ReceiveAsync(input.AsMemory(0, input.Length - partial)) is > 0 and var read)
            {
                var answers = Math.DivRem(partial + read, EchoBytes.Request.Length, out partial);
                ReadOnlyMemory<byte> bytes = output.AsMemory(0, answers * EchoBytes.Response.Length);
                while (bytes.Length > 0)
                    bytes = bytes[await socket.SendAsync(bytes)..];
            }
        }
        catch (SocketException)
        {
            // The client is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _loop;
    }
}
