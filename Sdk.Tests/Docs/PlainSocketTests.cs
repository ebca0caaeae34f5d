using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>The section "With nothing but a socket" of docs/protocol.md: what it says is done as it stands there.</summary>
public partial class PlainSocketTests
{
    private static readonly TimeSpan FailSafe = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_shell_is_enough()
    {
        await using var server = await SocketServer.StartAsync();
        var script = Block("sh bash").Replace("54321", server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var (exitCode, output) = await RunAsync("bash", script);
        Assert.Equal((0, """{"jsonrpc":"2.0","id":1,"result":{"reason":"unknown","state":"running"}}""" + "\n"), (exitCode, output));
    }

    // The program itself would need its language; the bytes that it sends do not.
    [Fact]
    public async Task Any_language_with_sockets_is_enough()
    {
        await using var server = await SocketServer.StartAsync();
        await using var connection = new TranscriptConnection(await server.ConnectAsync(), TranscriptFraming.Lines);
        var sent = Assert.Single(Sent().Matches(Block("python"))).Groups[1].Value;
        await connection.SendAsync(Encoding.UTF8.GetBytes(sent));
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"reason":"unknown","state":"running"}}""", await connection.ReceiveAsync());
    }

    private static string Block(string language)
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "protocol.md"));
        return Assert.Single(Fenced().Matches(page), m => m.Groups[1].Value == language).Groups[2].Value;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["-c", script]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(FailSafe);
        await process.WaitForExitAsync().WaitAsync(FailSafe);
        return (process.ExitCode, output);
    }

    [GeneratedRegex(@"sendall\(b'(.*)\\n'\)")]
    private static partial Regex Sent();

    [GeneratedRegex("^```([^\n]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
