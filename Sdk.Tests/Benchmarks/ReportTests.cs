extern alias benchmarks;

using System.Text.Json;
using System.Xml.Linq;
using benchmarks::Virtwire.Sdk.Benchmarks.Compare;
using benchmarks::Virtwire.Sdk.Benchmarks.Compare.Report;
using benchmarks::Virtwire.Sdk.Benchmarks.Measuring;

namespace Virtwire.Sdk.Tests.Benchmarks;

/// <summary>What <c>compare</c> writes.</summary>
public sealed class ReportTests
{
    private static readonly TargetRow[] Targets =
    [
        new("fast", "×", 1.15, 4, new Figure(2.00004, 1, 3)),
        new("slow", "%", 0.75, 0.9, new Figure(0.5, 0.4, 0.6)) { Waived = "docs/performance.md#what-it-gave" },
        new("absent", "×", 1, 2, null) { Missing = "not installed" },
    ];

    private static readonly PeerRow[] Peers =
    [
        new("virtwire", new Cell("state", 1), 30000, 30, 60, 32, 64, 50, null),
        new("<their> & \"others'\"", new Cell("state", 1), 20000, 40, 80, null, null, null, 1.5),
        new(PeerNames.OneCore(PeerNames.Echo), new Cell("state", 1), 29876, 29, 65, 0, 0, 29, 0.8),
        new("virtwire", new Cell("lookup", 64), 400000, 100, 200, 120, 32, 2, null),
    ];

    [Fact]
    public void Json_has_one_entry_a_row_of_the_target_table()
    {
        using var stream = new MemoryStream();

        JsonReport.Write(stream, Targets);

        var expected = JsonElement.Parse("""
            {"rows":[
              {"name":"fast","floor":1.15,"goal":4,"figure":2,"met":true,"waived":null},
              {"name":"slow","floor":0.75,"goal":0.9,"figure":0.5,"met":false,"waived":"docs/performance.md#what-it-gave"},
              {"name":"absent","floor":1,"goal":2,"figure":null,"met":false,"waived":null}]}
            """);
        var actual = JsonElement.Parse(stream.ToArray());
        Assert.True(JsonElement.DeepEquals(expected, actual), actual.ToString());
    }

    [Fact]
    public void The_chart_is_well_formed_and_shows_the_peers()
    {
        var chart = XDocument.Parse(SvgChart.Write(Peers));

        var texts = chart.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToArray();
        Assert.Contains("<their> & \"others'\"", texts);
        Assert.Equal(2, texts.Count(text => text == "virtwire"));
        Assert.Contains("30,000", texts);
        Assert.DoesNotContain("29,876", texts);
    }

    [Fact]
    public void A_chart_of_nothing_is_well_formed() => Assert.Equal("svg", XDocument.Parse(SvgChart.Write([])).Root!.Name.LocalName);

    [Fact]
    public void Every_line_of_a_table_on_the_page_has_as_many_cells_as_its_head()
    {
        var page = MarkdownReport.Write(Peers, Targets, new CompareOptions());

        var tables = page.Split('\n').Aggregate(new List<List<string>> { new() }, (all, line) =>
        {
            if (line.StartsWith('|'))
                all[^1].Add(line);
            else if (all[^1].Count > 0)
                all.Add([]);
            return all;
        }).Where(table => table.Count > 0).ToArray();
        Assert.Equal([5, 5, 3], tables.Select(table => table.Count));
        Assert.All(tables, table => Assert.Single(table.Select(line => line.Count(c => c == '|')).Distinct()));
        Assert.Contains("| absent | 1× | 2× | – | – | NOT MET: not installed |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_terminal_shows_what_is_not_there()
    {
        using var output = new StringWriter();

        TextReport.Write(output, Peers, Targets);

        Assert.Contains("NOT MET: not installed", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("waived: docs/performance.md#what-it-gave", output.ToString(), StringComparison.Ordinal);
    }
}
