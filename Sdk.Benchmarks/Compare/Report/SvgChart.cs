using System.Globalization;
using System.Security;
using System.Text;
using Virtwire.Sdk.Benchmarks.Peers;

namespace Virtwire.Sdk.Benchmarks.Compare.Report;

/// <summary>Calls a second of every peer as bars, a group for each load. The scale is logarithmic: the peers are far apart.</summary>
internal static class SvgChart
{
    private const int Width = 860, Left = 230, BarLength = 520, BarHeight = 16, Row = 21, Head = 34;
    private static readonly Cell[] Shown =
    [
        new(Loads.State, 1), new(Loads.State, 64), new(Loads.State, 1024), new(Loads.List, 1), new(Loads.List, 64), new(Loads.Lookup, 64),
    ];

    // They answer questions of their own, and would only be in the way here.
    private static readonly string[] Apart =
    [
        PeerNames.ManyIdle, PeerNames.FewDomains, PeerNames.ManyDomains,
        PeerNames.OneCore(PeerNames.Echo), PeerNames.OneCore(PeerNames.Lines), PeerNames.OneCore(PeerNames.Http2),
    ];

    public static string Write(IReadOnlyList<PeerRow> peers)
    {
        var groups = Shown.Select(cell => (Cell: cell, Rows: peers.Where(row => row.Cell == cell && row.PerSecond > 0 && !Apart.Contains(row.Peer)).ToArray()))
            .Where(group => group.Rows.Length > 0)
            .ToArray();
        var height = 10 + groups.Sum(group => Head + (Row * group.Rows.Length));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append("<title>Calls a second, logarithmic</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        var y = 0;
        foreach (var (cell, rows) in groups)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"10\" y=\"{y + 24}\" font-weight=\"bold\" fill=\"#222222\">{cell.Load}, {cell.Callers:N0} {(cell.Callers == 1 ? "caller" : "callers")}: calls/s</text>\n");
            y += Head;
            var top = rows.Max(row => row.PerSecond);
            foreach (var row in rows.OrderByDescending(row => row.PerSecond))
            {
                Bar(svg, row, y, top);
                y += Row;
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Bar(StringBuilder svg, PeerRow row, int y, double top)
    {
        // Three decades are shown; what is slower has the shortest bar.
        var length = BarLength * Math.Clamp(1 + (Math.Log10(row.PerSecond / top) / 3), 0.01, 1);
        var colour = row.Peer.StartsWith("virtwire", StringComparison.Ordinal) ? "#2f6fb0" : "#9aa5b1";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 12}\" text-anchor=\"end\" fill=\"#222222\">{SecurityElement.Escape(row.Peer)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{y}\" width=\"{length:0.0}\" height=\"{BarHeight}\" fill=\"{colour}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + length + 6:0.0}\" y=\"{y + 12}\" fill=\"#222222\">{row.PerSecond:N0}</text>\n");
    }
}
