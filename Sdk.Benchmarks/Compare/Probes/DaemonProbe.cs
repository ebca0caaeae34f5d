using System.Diagnostics;
using System.Net.Sockets;
using Virtwire.Sdk.Benchmarks.Measuring;
using Virtwire.Sdk.Benchmarks.Peers;
using Virtwire.Sdk.Benchmarks.Peers.Echo;

namespace Virtwire.Sdk.Benchmarks.Compare.Probes;

/// <summary>The daemon that is shipped, <c>virtwire serve</c>: how soon it answers, and what memory it holds while nothing happens.</summary>
internal static class DaemonProbe
{
    private static readonly byte[] Hello = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"Rpc.hello\",\"params\":{\"versions\":{\"host\":{\"min\":\"1.0\",\"max\":\"1.0\"}}}}\n"u8.ToArray();

    public static async Task RunAsync(string directory, int runs, Measurements measurements)
    {
        for (var i = 0; i < runs; i++)
        {
            var path = Path.Combine(directory, $"serve-{i}");
            var started = Stopwatch.GetTimestamp();
            using var daemon = Start(path);
            try
            {
                var line = await daemon.StandardOutput.ReadLineAsync();
                if (line?.StartsWith("ready ", StringComparison.Ordinal) != true)
                    throw new PeerException($"virtwire serve said '{line}' instead of 'ready'.");
                await WireBytes.AskResponseAsync(path, Loads.Ping);
                measurements.Add(Numbers.DaemonStart, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                await MemoryAsync(path, daemon.Id, measurements);
            }
            catch (PeerException failure)
            {
                foreach (var number in new[] { Numbers.DaemonStart, Numbers.DaemonMemory, Numbers.ConnectionMemory })
                    measurements.Miss(number, failure.Message);
                return;
            }
            finally
            {
                daemon.Kill();
                await daemon.WaitForExitAsync();
            }
        }
    }

    private static async Task MemoryAsync(string path, int process, Measurements measurements)
    {
        // What it does in the background after a start is over by then.
        await Task.Delay(2000);
        var idle = ProcessMemory.Anonymous(process);
        measurements.Add(Numbers.DaemonMemory, idle / 1048576.0);

        var sockets = new List<Socket>();
        try
        {
            while (sockets.Count < PeerCatalog.IdleConnections)
                sockets.Add(await GreetAsync(path));
            await Task.Delay(1000);
            measurements.Add(Numbers.ConnectionMemory, (ProcessMemory.Anonymous(process) - idle) / 1024.0 / sockets.Count);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<Socket> GreetAsync(string path)
    {
        var socket = await WireBytes.ConnectAsync(path);
        await socket.SendAsync(Hello);
        var answer = new byte[4096];
        var read = await socket.ReceiveAsync(answer);
        return answer.AsSpan(0, read).IndexOf("\"result\""u8) >= 0 ? socket
            : throw new PeerException($"The daemon refused a connection: {System.Text.Encoding.UTF8.GetString(answer, 0, read)}");
    }

    private static Process Start(string path)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "virtwire.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [assembly, "serve", "--listen", "unix://" + path])
        {
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }
}
