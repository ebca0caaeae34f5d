using System.Diagnostics;
using System.Globalization;
using Virtwire.Sdk.Benchmarks.Measuring;
using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Benchmarks.Soak;

/// <summary>
/// <c>soak hung</c>: what calls of other objects notice of calls that hang for ever. One server, windows with and without hung calls in turn,
/// and the ratio of the 99th percentiles.
/// </summary>
internal static class HungSoakCommand
{
    /// <summary>What the usage text says of it.</summary>
    public const string Usage = "hung [--seconds N]";

    // A hung call must not be felt by the others: more than this is more than noise.
    private const double Most = 1.10;
    private const int Hung = 9;
    private const int Others = 50;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs it. Returns 1 where the others are slower by more than a tenth.</summary>
    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var seconds = arguments switch
        {
            [] => 60,
            ["--seconds", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1 => number,
            _ => throw new ArgumentException($"'soak hung' takes {Usage}, with two seconds at least."),
        };
        var folder = Directory.CreateTempSubdirectory("vw-");
        try
        {
            return await RunAsync($"{folder.FullName}/s", TimeSpan.FromSeconds(seconds)).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(string socket, TimeSpan length)
    {
        var options = new VirtwireServerOptions { Endpoints = { $"unix://{socket}" } };
        await using var server = new VirtwireServer(options.AddDriver($"test:///default?domains={Hung + Others}&fault=Domain.suspend:guest-?:hang"));
        await server.StartAsync().ConfigureAwait(false);
        await using var stalled = await HostConnection.OpenAsync($"test+unix:///default?socket={socket}", new() { Deadline = Timeout.InfiniteTimeSpan }).ConfigureAwait(false);
        await using var connection = await HostConnection.OpenAsync($"test+unix:///default?socket={socket}").ConfigureAwait(false);
        var hung = new List<Domain>();
        for (var i = 1; i <= Hung; i++)
            hung.Add(await stalled.Domains.LookupByNameAsync($"guest-{i}").ConfigureAwait(false));
        var others = new List<Domain>();
        for (var i = Hung + 1; i <= Hung + Others; i++)
            others.Add(await connection.Domains.LookupByNameAsync($"guest-{i}").ConfigureAwait(false));

        LatencyHistogram with = new(), without = new();
        await CallAsync(others, new LatencyHistogram(), Window * 2).ConfigureAwait(false);
        for (var start = Stopwatch.StartNew(); start.Elapsed < length;)
        {
            await CallAsync(others, without, Window).ConfigureAwait(false);
            using var end = new CancellationTokenSource();
            var calls = hung.Select(domain => domain.SuspendAsync(end.Token).AsTask()).ToList();
            await stalled.PingAsync().ConfigureAwait(false);
            await CallAsync(others, with, Window).ConfigureAwait(false);
            if (calls.Exists(call => call.IsCompleted))
                throw new InvalidOperationException("A call that was to hang has come back.");
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(calls).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Report(with, without);
    }

    // Reads and changes in turn, of all the others in turn.
    private static async Task CallAsync(List<Domain> domains, LatencyHistogram latencies, TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(start) < length; i++)
        {
            var domain = domains[i % domains.Count];
            var began = Stopwatch.GetTimestamp();
            if (i % 2 == 0)
                await domain.GetInfoAsync().ConfigureAwait(false);
            else
                await domain.SetAutostartAsync(i % 4 == 1).ConfigureAwait(false);
            latencies.Add(Stopwatch.GetTimestamp() - began);
        }
    }

    private static int Report(LatencyHistogram with, LatencyHistogram without)
    {
        foreach (var (name, latencies) in (ReadOnlySpan<(string, LatencyHistogram)>)[("without", without), ("with", with)])
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-8} {Hung} hung calls: {latencies.Count,9:N0} calls of others, p50 {latencies.Percentile(0.5),6:0.0} µs, p99 {latencies.Percentile(0.99),6:0.0} µs"));
        }

        var ratio = with.Percentile(0.99) / without.Percentile(0.99);
        var good = ratio <= Most;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p99 with / without: {ratio:0.00}, at most {Most:0.00}: {(good ? "holds" : "DOES NOT HOLD")}"));
        return good ? 0 : 1;
    }
}
