using Virtwire.Sdk.Benchmarks.Compare.Probes;
using Virtwire.Sdk.Benchmarks.Compare.Report;

namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary><c>compare</c>: the SDK beside its peers, every one alive in the same run, and the target table.</summary>
internal static class CompareCommand
{
    /// <summary>Runs it. Returns 0; with <c>--check</c> 1 where a floor is missed that nobody waives.</summary>
    public static async Task<int> RunAsync(CompareOptions options)
    {
        var directory = Directory.CreateTempSubdirectory("vw-").FullName;
        try
        {
            var measurements = await MeasureAsync(options, directory);
            var rows = Targets.All.Select(target => target.Row(measurements)).OfType<TargetRow>().ToArray();
            var peers = PeerTable.Rows(measurements);
            TextReport.Write(Console.Out, peers, rows);
            if (options.Json is { } json)
                await JsonReport.WriteAsync(json, rows);
            if (options.Markdown is { } markdown)
                await File.WriteAllTextAsync(markdown, MarkdownReport.Write(peers, rows, options));
            if (options.Svg is { } svg)
                await File.WriteAllTextAsync(svg, SvgChart.Write(peers));
            return options.Check && rows.Any(row => !row.Met && row.Waived is null) ? 1 : 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<Measurements> MeasureAsync(CompareOptions options, string directory)
    {
        var measurements = new Measurements();
        var catalog = new PeerCatalog(directory);
        await using (var comparison = new Comparison(options, measurements, Say))
        {
            await comparison.StartAsync([.. catalog.All(), .. options.Peers.Select(catalog.External)]);
            await comparison.RunAsync();
            if (comparison.Peers.TryGetValue(PeerNames.Lines, out var lines))
                await ListBytesProbe.RunAsync(lines, measurements);
        }

        if (options.Loads is not null)
            return measurements;
        Say("the daemon alone");
        await DaemonProbe.RunAsync(directory, options.Runs, measurements);
        Say("the generator");
        await GeneratorProbe.RunAsync(options.Runs, measurements);
        return measurements;
    }

    private static void Say(string what) => Console.Error.WriteLine(what);
}
