using System.Globalization;
using System.Text.Json;
using Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>
/// <c>compare [--json FILE] [--rounds N] [--window MS]</c>: holds the SDK against a raw echo of the same bytes, every peer alive in the
/// same run and windows rotating over them, so that the noise of a shared machine falls on all alike.
/// </summary>
internal static class CompareCommand
{
    private static readonly int[] Callers = [1, 64];

    public static async Task<int> RunAsync(CompareOptions options)
    {
        var directory = Directory.CreateTempSubdirectory("virtwire-compare-").FullName;
        var peers = new List<ComparedPeer>();
        try
        {
            string Socket(string name) => Path.Combine(directory, name);
            var echo = await StartAsync("raw echo, batched", ["echo-server", Socket("echo")], ["echo-client", Socket("echo")]);
            var lines = await StartAsync("virtwire, lines", ["daemon", Socket("lines")], ["ping-client", Socket("lines"), "lines"]);
            var headers = await StartAsync("virtwire, Content-Length", ["daemon", Socket("headers")], ["ping-client", Socket("headers"), "headers"]);

            // Tiering and buffers: a second of each load before anything counts.
            foreach (var callers in Callers)
            {
                foreach (var peer in peers)
                    await peer.RunAsync(callers, 1500, keep: false);
            }

            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var callers in Callers)
                {
                    foreach (var peer in peers)
                        await peer.RunAsync(callers, options.Window, keep: true);
                }
            }

            PrintPeers(peers);
            var generator = await GeneratorRowAsync();
            TargetRow[] rows =
            [
                new("ping against raw batched echo, 1 caller", "×", 0.75, 0.90, lines.MedianRatio(1, echo, w => w.Client.PerSecond)),
                new("ping against raw batched echo, 64 callers", "×", 0.45, 0.65, lines.MedianRatio(64, echo, w => w.Client.PerSecond)),
                new("ping by Content-Length against lines, 64 callers", "×", 0.80, 0.95, headers.MedianRatio(64, lines, w => w.Client.PerSecond)),
                new("bytes allocated per ping, both sides, 64 callers", " B", 0.5, 0, lines.Median(64, w => w.AllocatedPerCall), LessIsBetter: true),
                new("processor time per ping, both sides, 64 callers", " µs", 2.5, 1.6, lines.Median(64, w => w.CpuPerCall), LessIsBetter: true),
                generator,
            ];
            PrintRows(rows);
            if (options.Json is { } file)
                await WriteJsonAsync(file, rows);
            return 0;
        }
        finally
        {
            foreach (var peer in peers)
                await peer.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }

        async Task<ComparedPeer> StartAsync(string name, string[] server, string[] client)
        {
            var peer = await ComparedPeer.StartAsync(name, server, client);
            peers.Add(peer);
            return peer;
        }
    }

    /// <summary>The generator's cold run needs a process in which nothing is compiled yet.</summary>
    private static async Task<TargetRow> GeneratorRowAsync()
    {
        var runs = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await using var process = await PeerProcess.StartAsync("generator-peer");
            runs.Add(double.Parse(await process.AskAsync("run"), CultureInfo.InvariantCulture));
        }

        return new TargetRow("generator, 300 methods and 400 types, cold", " ms", 1000, 400, Statistics.Median(runs), LessIsBetter: true);
    }

    private static void PrintPeers(IEnumerable<ComparedPeer> peers)
    {
        Console.WriteLine($"{"peer",-28}{"callers",8}{"calls/s",12}{"p50 µs",10}{"p99 µs",10}{"bytes/call",12}{"cpu µs/call",13}");
        foreach (var peer in peers)
        {
            foreach (var callers in Callers)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{peer.Name,-28}{callers,8}{peer.Median(callers, w => w.Client.PerSecond),12:N0}{peer.Median(callers, w => w.Client.P50),10:0.0}{peer.Median(callers, w => w.Client.P99),10:0.0}{peer.Median(callers, w => w.AllocatedPerCall),12:0.0}{peer.Median(callers, w => w.CpuPerCall),13:0.00}"));
            }
        }
    }

    private static void PrintRows(IEnumerable<TargetRow> rows)
    {
        Console.WriteLine();
        Console.WriteLine($"{"target",-54}{"floor",10}{"goal",10}{"figure",10}  verdict");
        foreach (var row in rows)
            Console.WriteLine($"{row.Name,-54}{row.Show(row.Floor),10}{row.Show(row.Goal),10}{row.Show(row.Figure),10}  {(row.Met ? "met" : row.Waived is null ? "missed" : "waived: " + row.Waived)}");
    }

    private static async Task WriteJsonAsync(string file, IEnumerable<TargetRow> rows)
    {
        await using var stream = File.Create(file);
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteNumber("floor", row.Floor);
            json.WriteNumber("goal", row.Goal);
            json.WriteNumber("figure", Math.Round(row.Figure, 4));
            json.WriteBoolean("met", row.Met);
            json.WriteString("waived", row.Waived);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
