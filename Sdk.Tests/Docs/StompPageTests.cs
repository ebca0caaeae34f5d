using System.Text;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>What the pages say of STOMP: each point has its test, and each malformed frame its answer.</summary>
public sealed partial class StompPageTests
{
    private const int Points = 60;

    /// <summary>The table of malformed frames in docs/protocol.md.</summary>
    public static TheoryData<string, string> Malformed
    {
        get
        {
            var page = File.ReadAllText(Repository.PathOf("docs", "protocol.md"));
            var table = page[page.IndexOf("| sent | `message` of the ERROR |", StringComparison.Ordinal)..];
            var rows = new TheoryData<string, string>();
            foreach (Match row in AnsweredRow().Matches(table[..table.IndexOf("\n\n", StringComparison.Ordinal)]))
                rows.Add(row.Groups[1].Value, row.Groups[2].Value);
            return rows;
        }
    }

    [Fact]
    public void Every_point_has_a_test_that_there_is()
    {
        var rows = PointRow().Matches(File.ReadAllText(Repository.PathOf("docs", "stomp.md")));
        Assert.Equal(Enumerable.Range(1, Points).Select(i => $"{i}"), rows.Select(r => r.Groups[1].Value));
        var tests = typeof(StompPageTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods().Where(m => m.GetCustomAttributes(typeof(FactAttribute), inherit: false).Length > 0).Select(m => $"{t.Name}.{m.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(rows, row => Assert.Contains(row.Groups[2].Value, tests));
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_frame_is_answered_as_the_page_says(string sent, string message)
    {
        await using var server = await SocketServer.StartAsync();
        await using var connection = new TranscriptConnection(await server.ConnectAsync(), TranscriptFraming.Stomp);
        await connection.SendAsync("CONNECT\naccept-version:1.2\n\n\0"u8.ToArray());
        Assert.StartsWith("CONNECTED\n", await connection.ReceiveAsync(), StringComparison.Ordinal);
        var literal = sent.Replace("␀", "⟨0x00⟩", StringComparison.Ordinal);
        var bytes = Encoding.Latin1.GetString(new TranscriptValues().Fill(literal)).Replace("\\n", "\n", StringComparison.Ordinal);
        await connection.SendAsync(Encoding.Latin1.GetBytes(bytes));
        var error = await connection.ReceiveAsync();
        var lines = error!.Split('\n');
        Assert.Equal(("ERROR", $"message:{message.Replace(":", "\\c", StringComparison.Ordinal)}"), (lines[0], lines[1]));
        Assert.Equal($"{message}\0", lines[^1]);
        Assert.Null(await connection.ReceiveAsync());
    }

    [Fact]
    public void There_are_malformed_frames() => Assert.InRange(Malformed.Count, 20, 1000);

    [GeneratedRegex(@"^\| (\d+) \| .* \| `(\w+\.\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex PointRow();

    [GeneratedRegex("^\\| `(.+)` \\| (.+) \\|$", RegexOptions.Multiline)]
    private static partial Regex AnsweredRow();
}
