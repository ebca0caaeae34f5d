using Virtwire.Sdk.Cli;
using Virtwire.Sdk.Cli.Daemons;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary><c>virtwire events</c>: what it asks for, what it prints, how it ends.</summary>
public sealed class EventsCommandTests : IDisposable
{
    private const string Started =
        """{"jsonrpc":"2.0","method":"GraphicsCard.clockChanged","params":{"self":{"name":"gpu0","uuid":"u"},"position":"3:7","data":{"clock":1800,"why":"boost"}}}""";

    private const string Gap = """{"jsonrpc":"2.0","method":"Events.gap","params":{"after":"3:7","position":"3:90","reason":"evicted"}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("vw-").FullName;
    private readonly Interrupts _interrupts = new();

    private string Uri => $"test+unix:///default?socket={_folder}/s";

    public void Dispose()
    {
        _interrupts.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("events", "{}")]
    [InlineData("events --resource graphics-card", """{"resources":["GraphicsCard"]}""")]
    [InlineData("events --resource GraphicsCard --resource Other", """{"resources":["GraphicsCard","Other"]}""")]
    [InlineData("events --kind clockChanged --kind A.b", """{"kinds":["clockChanged","A.b"]}""")]
    [InlineData("events --object gpu0", """{"about":{"name":"gpu0"}}""")]
    [InlineData("events --resource graphics-card --object uuid:x", """{"resources":["GraphicsCard"],"about":{"uuid":"x"}}""")]
    [InlineData("events --since 3:7", """{"after":"3:7"}""")]
    public async Task The_options_say_which_events(string words, string parameters)
    {
        var daemon = new FakeDaemon();
        Assert.Equal(0, (await ToolRun.AgainstAsync(daemon, words.Split(' '))).ExitCode);
        Assert.Equal("Events.subscribe " + parameters, Assert.Single(daemon.Calls));
    }

    [Fact]
    public async Task People_get_a_line_an_event_and_see_gaps()
    {
        var run = await ToolRun.AgainstAsync(new FakeDaemon().Tells(Started).Tells(Gap), ["events"]);
        Assert.Equal(
            ["POSITION EVENT OBJECT DATA", "3:7 GraphicsCard.clockChanged gpu0 clock=1800 why=boost", "3:90 Events.gap - events after 3:7 are missing: evicted", ""],
            run.Output.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, " +", " ")));
    }

    [Fact]
    public async Task Programs_get_the_notifications_as_they_are_on_the_wire()
    {
        var run = await ToolRun.AgainstAsync(new FakeDaemon().Tells(Started).Tells(Gap), ["events", "-o", "json"]);
        Assert.Equal($"{Started}\n{Gap}\n", run.Output);
    }

    [Fact]
    public async Task Events_come_as_they_happen_until_an_interrupt()
    {
        await using var daemon = await StartAsync();
        await using var watcher = ToolProcess.Start("-c", Uri, "events", "--resource", "domain", "--kind", "stateChanged", "--object", "test");
        Assert.StartsWith("POSITION", await watcher.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await AtDaemonAsync("domain", "set-autostart", "test", "--autostart")).ExitCode);
        Assert.Equal(0, (await AtDaemonAsync("domain", "suspend", "test")).ExitCode);
        Assert.Matches(@"^\S+ +Domain\.stateChanged +test +reason=user state=paused$", await watcher.ReadLineAsync());
        await watcher.SignalAsync("INT");
        Assert.Equal(0, await watcher.WaitForExitAsync());
    }

    [Fact]
    public async Task What_has_happened_since_a_position_comes_first()
    {
        await using var daemon = await StartAsync();
        var list = await AtDaemonAsync("domain", "list", "-o", "json");
        var position = System.Text.Json.JsonElement.Parse(list.Output).GetProperty("position").GetString()!;
        await AtDaemonAsync("domain", "suspend", "test");
        await using var watcher = ToolProcess.Start("-c", Uri, "events", "-o", "json", "--since", position);
        var line = await watcher.ReadLineAsync();
        Assert.StartsWith("""{"jsonrpc":"2.0","method":"Domain.stateChanged","params":{"self":{"name":"test","uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"},"position":""", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_quietly_when_nobody_reads_any_more()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The shell is Linux's.");
        await using var daemon = await StartAsync();

        // head leaves after the first line, and no event ever comes.
        var run = await ToolProcess.RunShellAsync($"'{ToolProcess.Tool}' -c '{Uri}' events | head -n 1; echo ${{PIPESTATUS[0]}}");
        Assert.Matches(@"^POSITION[^\n]*\n0\n$", run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task A_daemon_that_goes_away_is_no_connection()
    {
        var daemon = await StartAsync();
        await using var watcher = ToolProcess.Start("-c", Uri, "events");
        await watcher.ReadLineAsync();
        await daemon.SignalAsync("TERM");
        Assert.Equal(3, await watcher.WaitForExitAsync());
        await daemon.DisposeAsync();
    }

    private async Task<ToolProcess> StartAsync()
    {
        var daemon = ToolProcess.Start("serve", "--listen", $"unix://{_folder}/s");
        await daemon.ReadLineAsync();
        return daemon;
    }

    private Task<ToolRun> AtDaemonAsync(params string[] words) => ToolRun.OfAsync(HostDaemon.OpenAsync, ["-c", Uri, .. words]);
}
