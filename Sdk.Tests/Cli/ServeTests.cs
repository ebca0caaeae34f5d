using Virtwire.Sdk.Cli.Daemons;

namespace Virtwire.Sdk.Tests.Cli;

public sealed class ServeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vw-").FullName;

    private string SocketPath => Path.Combine(_folder, "s");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_daemon_serves_until_it_is_told_to_stop(string signal)
    {
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{SocketPath}", "--listen", "tcp://127.0.0.1:0");
        Assert.Equal($"ready unix://{SocketPath}", await daemon.ReadLineAsync());
        Assert.Matches(@"^ready tcp://127\.0\.0\.1:[1-9]\d*$", await daemon.ReadLineAsync());

        var call = await ToolProcess.RunAsync("-c", $"test+unix:///default?socket={SocketPath}", "call", "Domain.list", "{}");
        Assert.Equal((0, ""), (call.ExitCode, call.Error));
        Assert.StartsWith("""{"items":[{"name":"test","uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"}],"position":""", call.Output, StringComparison.Ordinal);

        await daemon.SignalAsync(signal);
        Assert.Equal(0, await daemon.WaitForExitAsync());
        Assert.Null(await daemon.ReadLineAsync());
        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public async Task A_daemon_keeps_what_one_command_changes_for_the_next()
    {
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{SocketPath}");
        await daemon.ReadLineAsync();
        Assert.Equal(0, (await AtDaemonAsync("domain", "suspend", "test")).ExitCode);
        Assert.Equal("reason  user\nstate   paused\n", (await AtDaemonAsync("domain", "get-state", "test")).Output);
    }

    [Fact]
    public async Task A_daemon_with_a_state_directory_keeps_what_is_defined_for_the_next_one()
    {
        var state = Path.Combine(_folder, "state");
        string[] serve = ["serve", "--listen", $"unix://{SocketPath}", "--state", state];
        await using (var daemon = ToolProcess.Start(serve))
        {
            await daemon.ReadLineAsync();
            var second = await ToolRun.AgainstAsync(null, ["serve", "--listen", $"unix://{SocketPath}2", "--state", state]);
            Assert.Equal((1, ""), (second.ExitCode, second.Output));
            Assert.Contains(state, second.Error, StringComparison.Ordinal);
            await daemon.SignalAsync("TERM");
            Assert.Equal(0, await daemon.WaitForExitAsync());
        }

        await using var next = ToolProcess.Start(serve);
        await next.ReadLineAsync();
        Assert.Equal("reason  daemon\nstate   shutoff\n", (await AtDaemonAsync("domain", "get-state", "test")).Output);
    }

    [Fact]
    public async Task A_socket_that_is_served_already_is_not_taken_away()
    {
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{SocketPath}");
        await daemon.ReadLineAsync();
        var second = await ToolRun.AgainstAsync(null, ["serve", "--listen", $"unix://{SocketPath}"]);
        Assert.Equal((1, ""), (second.ExitCode, second.Output));
        Assert.Contains(SocketPath, second.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await AtDaemonAsync("host", "ping")).ExitCode);
    }

    [Theory]
    [InlineData("operate", 0)]
    [InlineData("read", 1)]
    public async Task Peers_on_loopback_may_do_what_anonymous_says(string role, int exitCode)
    {
        await using var daemon = ToolProcess.Start("serve", "--listen", "tcp://127.0.0.1:0", "--anonymous", role);
        var endpoint = new Uri((await daemon.ReadLineAsync())!["ready ".Length..]);
        var run = await ToolRun.OfAsync(HostDaemon.OpenAsync, ["-c", $"test+tcp://127.0.0.1:{endpoint.Port}/default", "domain", "suspend", "test"]);
        Assert.Equal((exitCode, exitCode == 1), (run.ExitCode, run.Error.Contains("AccessDenied", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("--plugin", "/tmp/x")]
    [InlineData("--cert", "x")]
    [InlineData("--key", "x")]
    [InlineData("--client-ca", "x")]
    [InlineData("--disable", "smoke")]
    [InlineData("--listen", "tls://0.0.0.0:1")]
    [InlineData("--listen", "http://127.0.0.1:1")]
    [InlineData("--listen", "tcp://127.0.0.1")]
    [InlineData("--listen", "tcp://0.0.0.0:0")]
    [InlineData("--driver", "nosuch:///default")]
    [InlineData("--anonymous", "root")]
    public async Task What_is_not_served_is_refused_not_passed_over(string option, string value)
    {
        var run = await ToolRun.AgainstAsync(null, ["serve", option, value]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(value is "x" or "/tmp/x" ? option : value, run.Error, StringComparison.Ordinal);
    }

    private async Task<ToolRun> AtDaemonAsync(params string[] arguments) =>
        await ToolRun.OfAsync(HostDaemon.OpenAsync, ["-c", $"test+unix:///default?socket={SocketPath}", .. arguments]);
}
