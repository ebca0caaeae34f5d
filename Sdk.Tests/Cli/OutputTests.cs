
namespace Virtwire.Sdk.Tests.Cli;

/// <summary>The forms of results and errors, and the question before something is lost.</summary>
public class OutputTests
{
    private const string Two =
        """{"items":[{"uuid":"1","name":"a,b","state":"idle","fans":{"left":1}},{"uuid":"2","name":"c\"d\ne|f","labels":["x","y"],"owner":{"name":"w","uuid":"u"}}],"position":"3:1"}""";

    [Theory]
    [InlineData("table", "NAME      UUID  STATE  LABELS  OWNER\na,b       1     idle   -       -\nc\"d\\ne|f  2     -      x,y     w\n")]
    [InlineData("wide", "NAME      UUID  STATE  FANS        LABELS  OWNER\na,b       1     idle   {\"left\":1}  -       -\nc\"d\\ne|f  2     -      -           x,y     w\n")]
    [InlineData("csv", "name,uuid,state,fans,labels,owner\r\n\"a,b\",1,idle,\"{\"\"left\"\":1}\",,\r\n\"c\"\"d\ne|f\",2,,,\"x,y\",w\r\n")]
    [InlineData("markdown", "| name | uuid | state | fans | labels | owner |\n|---|---|---|---|---|---|\n| a,b | 1 | idle | {\"left\":1} |  |  |\n| c\"d\\ne\\|f | 2 |  |  | x,y | w |\n")]
    [InlineData("json", Two + "\n")]
    public async Task A_list_has_a_form_for_every_reader(string format, string output)
    {
        var run = await ToolRun.AgainstAsync(new FakeDaemon().Answers(Two), ["graphics-card", "list", "-o", format]);
        Assert.Equal((0, output, ""), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("table", "NAME  UUID  STATE\n")]
    [InlineData("wide", "NAME  UUID  STATE\n")]
    [InlineData("csv", "name,uuid,state\r\n")]
    [InlineData("markdown", "| name | uuid | state |\n|---|---|---|\n")]
    [InlineData("json", "{\"items\":[]}\n")]
    public async Task An_empty_list_keeps_its_head(string format, string output) =>
        Assert.Equal(output, (await ToolRun.AgainstAsync(new FakeDaemon().Answers("""{"items":[]}"""), ["graphics-card", "list", "-o", format])).Output);

    [Theory]
    [InlineData("get-info gpu0 -o csv", """{"name":"gpu0","labels":[],"size":12}""", "name,labels,size\r\ngpu0,,12\r\n")]
    [InlineData("get-info gpu0 -o wide", """{"name":"gpu0","labels":[],"size":12}""", "name    gpu0\nlabels  -\nsize    12\n")]
    [InlineData("get-bios gpu0 -o csv", """{"text":"a\nb"}""", "text\r\n\"a\nb\"\r\n")]
    [InlineData("set-clock gpu0 --max-clock 1 -o csv", "{}", "")]
    public async Task Single_results_have_one_too(string words, string result, string output) =>
        Assert.Equal(output, (await ToolRun.AgainstAsync(new FakeDaemon().Answers(result), ["graphics-card", .. words.Split(' ')])).Output);

    [Theory]
    [InlineData(false, null, "error ")]
    [InlineData(true, null, "\e[1;31merror\e[0m ")]
    [InlineData(true, "1", "error ")]
    public async Task Errors_are_coloured_on_a_terminal_unless_that_is_not_wanted(bool terminal, string? noColor, string start)
    {
        var run = await ToolRun.AgainstAsync(
            null, ["-c", "test+unix:///nowhere", "graphics-card", "list"],
            change: console => console with { ErrorIsTerminal = terminal, Environment = name => name == "NO_COLOR" ? noColor : null });
        Assert.StartsWith(start, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("graphics-card flash gpu0", true, "y\n", 0)]
    [InlineData("graphics-card flash gpu0", true, "Yes\n", 0)]
    [InlineData("graphics-card flash gpu0", true, "n\n", 130)]
    [InlineData("graphics-card flash gpu0", true, "\n", 130)]
    [InlineData("graphics-card flash gpu0", true, "", 130)]
    [InlineData("--yes graphics-card flash gpu0", true, "", 0)]
    [InlineData("graphics-card flash gpu0 -y", true, "", 0)]
    [InlineData("graphics-card flash gpu0", false, "", 0)]
    public async Task What_loses_something_is_asked_for_on_a_terminal(string words, bool terminal, string typed, int exitCode)
    {
        var daemon = new FakeDaemon();
        var run = await ToolRun.AgainstAsync(
            daemon, words.Split(' '), typed, console => console with { InputIsTerminal = terminal, ErrorIsTerminal = terminal });
        Assert.Equal((exitCode, exitCode == 0 ? 1 : 0), (run.ExitCode, daemon.Calls.Count));
        Assert.Equal(terminal && typed.Length + exitCode > 0 && !words.Contains("-y", StringComparison.Ordinal), run.Error.Contains("'virtwire graphics-card flash gpu0' loses what cannot be had back. Go on? [y/N] ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_asked_about_what_loses_nothing()
    {
        var run = await ToolRun.AgainstAsync(
            new FakeDaemon(), ["graphics-card", "set-clock", "gpu0", "--max-clock", "1"], change: console => console with { InputIsTerminal = true, ErrorIsTerminal = true });
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("86401")]
    public async Task A_deadline_is_a_number_of_seconds(string text)
    {
        var run = await ToolRun.AgainstAsync(new FakeDaemon(), ["--deadline", text, "graphics-card", "list"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--deadline takes seconds", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deadline_goes_with_the_calls()
    {
        TimeSpan? asked = null;
        await ToolRun.OfAsync(Open, ["--deadline", "1.5", "graphics-card", "list"]);
        Assert.Equal(TimeSpan.FromSeconds(1.5), asked);

        ValueTask<Virtwire.Sdk.Cli.Daemons.IDaemon> Open(Virtwire.Sdk.Cli.Daemons.DaemonAddress address, CancellationToken cancellationToken)
        {
            asked = address.Deadline;
            return new(new FakeDaemon());
        }
    }
}
