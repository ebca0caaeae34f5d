using System.Net.Sockets;

namespace Virtwire.Sdk.Tests.Rpc.Support;

/// <summary>Two connected unix sockets.</summary>
internal static class SocketPair
{
    public static async Task<(Socket Near, Socket Far)> ConnectAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"vw-{Guid.NewGuid():N}.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        var near = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await near.ConnectAsync(new UnixDomainSocketEndPoint(path), TestContext.Current.CancellationToken);
        var far = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        File.Delete(path);
        return (near, far);
    }
}
