using System.Diagnostics;

namespace Virtwire.Sdk.Benchmarks.Peers.Libvirt;

/// <summary>One connection by libvirt's remote protocol. Its calls block, so each caller is a thread, as in any program that uses it.</summary>
internal sealed class LibvirtClient : PeerClient
{
    private static readonly byte[] Name = "test\0"u8.ToArray();
    private readonly nint _connection;

    public LibvirtClient(string directory)
    {
        LibvirtNative.Silence();
        _connection = LibvirtNative.Open($"test+unix:///default?socket={LibvirtServer.SocketOf(directory)}");
        if (_connection == 0)
            throw new InvalidOperationException("libvirt's daemon does not accept the connection.");
    }

    protected override ValueTask<Task[]> StartAsync(string load, int callers, CallWindow window)
    {
        if (load != Loads.Lookup)
            throw new NotSupportedException($"This peer has no load '{load}'.");
        return new([.. Enumerable.Range(0, callers).Select(_ =>
        {
            var latencies = window.Histogram();
            return Task.Factory.StartNew(() => Call(window, latencies), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        })]);
    }

    private unsafe void Call(CallWindow window, Measuring.LatencyHistogram latencies)
    {
        window.Opening.Wait();
        var now = Stopwatch.GetTimestamp();
        fixed (byte* name = Name)
        {
            while (now < window.Until)
            {
                var domain = LibvirtNative.LookupByName(_connection, name);
                if (domain == 0)
                    throw new InvalidOperationException("libvirt did not find the domain.");
                _ = LibvirtNative.FreeDomain(domain);
                var end = Stopwatch.GetTimestamp();
                latencies.Add(end - now);
                now = end;
            }
        }
    }

    public override ValueTask DisposeAsync()
    {
        _ = LibvirtNative.Close(_connection);
        return default;
    }
}
