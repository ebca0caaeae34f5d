using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;

namespace Virtwire.Sdk.Benchmarks.Peers.Echo;

/// <summary>
/// The limit: sockets, the bytes of a call and nothing else. As many requests are sent in one write as answers came in one read,
/// so that the batching is as good as it can be.
/// </summary>
/// <param name="path">The echo server's socket.</param>
/// <param name="daemon">A daemon's socket, which is asked once how long its answers are.</param>
/// <param name="connections">How many connections share the callers.</param>
internal sealed class EchoClient(string path, string daemon, int connections) : PeerClient
{
    private readonly Dictionary<string, Connection[]> _loads = new(StringComparer.Ordinal);

    protected override async ValueTask<Task[]> StartAsync(string load, int callers, CallWindow window)
    {
        if (!_loads.TryGetValue(load, out var open))
        {
            var request = WireBytes.Request(load);
            var response = await WireBytes.AskResponseAsync(daemon, load);
            open = new Connection[connections];
            for (var i = 0; i < connections; i++)
                open[i] = await Connection.OpenAsync(path, request, response);
            _loads[load] = open;
        }

        return [.. open.Select(connection => connection.CallAsync(callers / connections, window))];
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var connection in _loads.Values.SelectMany(c => c))
            connection.Dispose();
        return default;
    }

    private sealed class Connection(Socket socket, byte[] request, int response) : IDisposable
    {
        private byte[] _output = [];
        private byte[] _input = [];
        private long[] _sent = [];

        public static async Task<Connection> OpenAsync(string path, byte[] request, int response)
        {
            var socket = await WireBytes.ConnectAsync(path);
            var sizes = new byte[8];
            BinaryPrimitives.WriteInt32LittleEndian(sizes, request.Length);
            BinaryPrimitives.WriteInt32LittleEndian(sizes.AsSpan(4), response);
            await socket.SendAsync(sizes);
            return new Connection(socket, request, response);
        }

        public async Task CallAsync(int callers, CallWindow window)
        {
            if (_sent.Length != callers)
                Allocate(callers);
            var latencies = window.Histogram();
            await window.Opening;
            // The oldest call is always answered first, so a ring of send times knows every latency.
            int oldest = 0, flying = 0, partial = 0, toSend = callers;
            Array.Fill(_sent, Stopwatch.GetTimestamp());
            while (true)
            {
                if (toSend > 0)
                {
                    flying += toSend;
                    await SendAllAsync(_output.AsMemory(0, toSend * request.Length));
                }

                if (flying == 0)
                    return;
                var room = (int)Math.Min(_input.Length, ((long)flying * response) - partial);
                var read = await socket.ReceiveAsync(_input.AsMemory(0, room));
                if (read == 0)
                    throw new InvalidOperationException("The echo server closed the connection.");
                var answered = Math.DivRem(partial + read, response, out partial);
                var end = 0L;
                for (var i = 0; i < answered; i++)
                {
                    // A look at the clock for each answer, which every caller of the other peers takes as well.
                    end = Stopwatch.GetTimestamp();
                    latencies.Add(end - _sent[oldest]);
                    _sent[oldest] = end;
                    oldest = oldest + 1 == callers ? 0 : oldest + 1;
                }

                flying -= answered;
                toSend = end < window.Until ? answered : 0;
            }
        }

        private void Allocate(int callers)
        {
            _sent = new long[callers];
            _output = new byte[request.Length * callers];
            for (var i = 0; i < callers; i++)
                request.CopyTo(_output, i * request.Length);
            // A list need not be in memory whole: nobody looks at it.
            _input = new byte[(int)Math.Min(256 * 1024, (long)response * callers)];
        }

        private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes)
        {
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes)..];
        }

        public void Dispose() => socket.Dispose();
    }
}
