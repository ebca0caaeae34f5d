using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>The section "With nothing but a socket" of docs/protocol.md: its programs are run as they stand there.</summary>
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

    [Fact]
    public async Task Any_language_with_sockets_is_enough()
    {
        Assert.SkipUnless(IsThere("python3"), "There is no python3 here to run the page's program with.");
        await using var server = await SocketServer.StartAsync();
        var script = Block("python").Replace("/tmp/virtwire.sock", server.Path, StringComparison.Ordinal);
        var (exitCode, output) = await RunAsync("python3", script);
        Assert.Equal((0, "running\n"), (exitCode, output));
    }

    private static string Block(string language)
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "protocol.md"));
        return Assert.Single(Fenced().Matches(page), m => m.Groups[1].Value == language).Groups[2].Value;
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["-c", script]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(FailSafe);
        await process.WaitForExitAsync().WaitAsync(FailSafe);
        return (process.ExitCode, output);
    }

    [GeneratedRegex("^```([^\n]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
