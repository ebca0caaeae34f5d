using System.Net.Sockets;
using System.Text;

namespace Virtwire.Sdk.Benchmarks.Peers.Echo;

/// <summary>The bytes of each load by lines: what the raw echo must send to be a fair limit.</summary>
internal static class WireBytes
{
    private static readonly Dictionary<string, string> Calls = new(StringComparer.Ordinal)
    {
        [Loads.Ping] = "\"method\":\"Host.ping\",\"params\":{}}",
        [Loads.State] = $$$$"""{"method":"Domain.getState","params":{"self":{"name":"{{{{Loads.Guest}}}}","uuid":"{{{{Loads.GuestUuid}}}}"}}}"""[1..],
        [Loads.Lookup] = $$$"""{"method":"Domain.lookupByName","params":{"name":"{{{Loads.Guest}}}"}}"""[1..],
        [Loads.List] = $$$"""{"method":"Domain.getAllStats","params":{"limit":{{{Loads.Records}}}}}"""[1..],
    };

    /// <summary>The loads that have a request of one form.</summary>
    public static IEnumerable<string> Known => Calls.Keys;

    /// <summary>The request that the client sends; the id has the usual number of digits.</summary>
    public static byte[] Request(string load) => Calls.TryGetValue(load, out var call)
        ? Encoding.UTF8.GetBytes("{\"jsonrpc\":\"2.0\",\"id\":1048577," + call + "\n")
        : throw new NotSupportedException($"The raw echo has no load '{load}'.");

    /// <summary>Asks a daemon, and returns how long its answer is.</summary>
    public static async Task<int> AskResponseAsync(string path, string load)
    {
        using var socket = await ConnectAsync(path);
        await socket.SendAsync(Request(load));
        var buffer = new byte[64 * 1024];
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(buffer);
            if (read == 0)
                throw new InvalidOperationException("The daemon closed the connection before it had answered.");
            length += read;
            if (buffer[read - 1] == '\n')
                return length;
        }
    }

    /// <summary>Connects to a unix socket.</summary>
    public static async Task<Socket> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return socket;
    }
}
