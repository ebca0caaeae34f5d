using Virtwire.Sdk.Cli;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary>Methods that start a task, as commands: they wait, show how far it is, and end as it ends.</summary>
public sealed class TaskCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vw-").FullName;
    private readonly Interrupts _interrupts = new();

    public void Dispose()
    {
        _interrupts.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("oven bake left --loaves 3", "loaves  3\n")]
    [InlineData("-o json oven bake left --loaves 3", "{\"loaves\":3}\n")]
    [InlineData("oven clean left", "")]
    public async Task A_command_waits_for_its_task_and_prints_the_result(string words, string output)
    {
        await using var host = await StartAsync();
        host.Gates.Open("left");
        var run = await RunAsync(words);
        Assert.Equal((0, output), (run.ExitCode, run.Output));
        Assert.Matches(@"^Task [0-9a-f]+-\d+ of Oven\.(bake|clean) is at work\.\n$", run.Error);
    }

    [Fact]
    public async Task A_task_that_fails_is_an_error()
    {
        await using var host = await StartAsync();
        host.Gates.Open("left");
        var run = await RunAsync("oven bake left --loaves 3 --mishap burnt");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Matches(@"\nerror Burnt \(\d+\): 3 loaves are black\.\nobject: left\ndetails: loaves=3\n", run.Error);
    }

    [Fact]
    public async Task What_is_refused_starts_no_task()
    {
        await using var host = await StartAsync();
        var run = await RunAsync("oven bake top --loaves 3");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error Refused", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_waiting_the_id_is_printed_by_which_another_command_can_wait()
    {
        await using var host = await StartAsync();
        var started = await RunAsync("oven bake left --loaves 2 --no-wait");
        Assert.Equal((0, ""), (started.ExitCode, started.Error));
        var id = started.Output.Trim();
        Assert.Contains("state     running", (await RunAsync($"task get {id}")).Output, StringComparison.Ordinal);
        host.Gates.Open("left");
        var waited = await RunAsync($"task wait {id} -o json");
        Assert.Contains("""
            "result":{"loaves":2}
            """.Trim(), waited.Output, StringComparison.Ordinal);
        Assert.Matches("""^\{"task":\{"id":"[^"]+"\}\}\n$""", (await RunAsync("oven bake left --loaves 2 --no-wait -o json")).Output);
    }

    [Fact]
    public async Task The_first_interrupt_cancels_the_task()
    {
        await using var host = await StartAsync();
        using var error = new AwaitedWriter("is at work.");
        var running = RunAsync("oven bake left --loaves 2", console => console with { Error = error });
        await error.Written;
        _interrupts.Raise();
        var run = await running;
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("Cancelling task", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("error Cancelled", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_interrupt_leaves_the_task_alone()
    {
        await using var host = await StartAsync();
        using var error = new AwaitedWriter("is at work.");
        var running = RunAsync("oven clean left", console => console with { Error = error });
        await error.Written;
        _interrupts.Raise();
        _interrupts.Raise();
        var run = await running;
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.Contains("Oven.clean cannot be cancelled. Ctrl-C once more leaves its task", error.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"goes on without you: virtwire task wait [0-9a-f]+-\d+\n$", error.ToString());
        Assert.Contains("running", (await RunAsync("task list", stop: CancellationToken.None)).Output, StringComparison.Ordinal);
        host.Gates.Open("left");
    }

    [Fact]
    public async Task On_a_terminal_a_bar_shows_how_far_it_is_and_goes_away()
    {
        var daemon = new FakeDaemon()
            .Answers("""{"task":{"id":"e-1"}}""")
            .Answers("""{"id":"e-1","state":"completed","result":{}}""")
            .Tells("""{"jsonrpc":"2.0","method":"Task.progressed","params":{"self":{"id":"e-1"},"position":"3:1","data":{"progress":{"percent":50}}}}""");
        var run = await ToolRun.AgainstAsync(daemon, ["graphics-card", "flash", "gpu0"], change: console => console with { ErrorIsTerminal = true });
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            "Task e-1 of GraphicsCard.flash. Ctrl-C cancels it.\n\r\e[K[###############...............]  50%  \r\e[K", run.Error);
    }

    [Theory]
    [InlineData("""{"percent":50,"phase":"write"}""", "[###############...............]  50%  phase=write")]
    [InlineData("""{"percent":100}""", "[##############################] 100%  ")]
    [InlineData("""{"dataTotal":4,"dataProcessed":1}""", "[#######.......................]  25%  dataTotal=4 dataProcessed=1")]
    [InlineData("""{"dataTotal":0,"dataProcessed":0}""", "dataTotal=0 dataProcessed=0")]
    [InlineData("""{"percent":1000}""", "[##############################] 100%  ")]
    [InlineData("""{"baked":2,"what":"a\nb","deep":{"x":1}}""", "baked=2 what=a\\nb")]
    public void Progress_is_a_line(string progress, string line) =>
        Assert.Equal(line, Virtwire.Sdk.Cli.Output.ProgressLine.Text(System.Text.Json.JsonElement.Parse(progress)));

    private Task<ConformanceHost> StartAsync() => ConformanceHost.StartAsync(options => options.Endpoints.Add($"unix://{_folder}/s"));

    private Task<ToolRun> RunAsync(string words, Func<ToolConsole, ToolConsole>? change = null, CancellationToken? stop = null) => ToolRun.OfAsync(
        HostDaemon.OpenAsync, ["-c", $"conf+unix:///?socket={_folder}/s", .. words.Split(' ')],
        change: console => (change ?? (same => same))(console with { Interrupts = _interrupts }), stop: stop ?? _interrupts.Stop);
}
