using System.Globalization;
using Virtwire.Sdk.Benchmarks.Compare;
using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Soak;

/// <summary><c>soak NAME</c>: one load on our client and daemon for long, and whether memory or open files grow meanwhile.</summary>
internal static class SoakCommand
{
    /// <summary>Runs it. Returns 1 where something has grown.</summary>
    /// <exception cref="PeerException">A window failed.</exception>
    public static async Task<int> RunAsync(SoakOptions options)
    {
        var directory = Directory.CreateTempSubdirectory("vw-").FullName;
        try
        {
            var plan = new PeerCatalog(directory).All().First(p => p.Name == PeerNames.Lines);
            await using var peer = await LivePeer.StartAsync(plan);
            var samples = new List<ProcessSample>();
            for (var i = 0; i < options.Windows; i++)
            {
                var window = await peer.RunAsync(options.Cell, options.Window);
                samples.Add(peer.Sample());
                Print(window, samples[^1]);
            }

            var grown = SoakVerdict.Grown(samples);
            Console.WriteLine(grown.Count == 0 ? "nothing has grown" : "HAS GROWN: " + string.Join("; ", grown));
            return grown.Count == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Print(Window window, ProcessSample sample) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:HH:mm:ss} {window.PerSecond,12:N0} calls/s  p50 {window.Client.P50,8:N1} µs  p99 {window.Client.P99,8:N1} µs  client {sample.ClientBytes / 1048576.0:N1} MiB  server {sample.ServerBytes / 1048576.0:N1} MiB  {sample.Files} files"));
}
