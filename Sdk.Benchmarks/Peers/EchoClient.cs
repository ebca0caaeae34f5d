using System.Diagnostics;
using System.Net.Sockets;
using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>
/// The limit: a socket, the bytes of a ping and nothing else. As many requests are sent in one write as answers came in one read,
/// so that the batching is as good as it can be.
/// </summary>
internal sealed class EchoClient(string path) : PeerClient
{
    private readonly Socket _socket = Connect(path);

    private static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    protected override async Task LoadAsync(int callers, long until, LatencyHistogram latencies)
    {
        var request = EchoBytes.Request.Length;
        var response = EchoBytes.Response.Length;
        var output = new byte[request * callers];
        for (var i = 0; i < callers; i++)
            EchoBytes.Request.CopyTo(output.AsSpan(i * request));
        var input = new byte[response * callers];
        // The oldest call is always answered first, so a ring of send times knows every latency.
        var sent = new long[callers];
        int oldest = 0, flying = 0, partial = 0, toSend = callers;
        while (true)
        {
            if (toSend > 0)
            {
                var now = Stopwatch.GetTimestamp();
                for (var i = 0; i < toSend; i++)
                    sent[(oldest + flying + i) % callers] = now;
                flying += toSend;
                await SendAllAsync(output.AsMemory(0, toSend * request));
            }

            if (flying == 0)
                return;
            var received = partial + await _socket.ReceiveAsync(input.AsMemory(0, (flying * response) - partial));
            var answered = Math.DivRem(received, response, out partial);
            var end = Stopwatch.GetTimestamp();
            for (var i = 0; i < answered; i++)
            {
                latencies.Add(end - sent[oldest]);
                oldest = (oldest + 1) % callers;
            }

            flying -= answered;
            toSend = end < until ? answered : 0;
        }
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    public override ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }
}
