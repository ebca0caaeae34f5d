namespace Virtwire.Sdk.Tests.Cli;

public class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task The_root_lists_the_tools_commands_and_the_daemons_resources(string option)
    {
        var run = await ToolRun.AgainstAsync(new FakeDaemon(), [option]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var word in (string[])["serve", "call", "support-matrix", "graphics-card", "--connect", "--read-only", "--output"])
            Assert.Contains(word, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_at_all_is_a_usage_error_with_help()
    {
        var run = await ToolRun.AgainstAsync(new FakeDaemon(), []);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("graphics-card", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_methods_help_has_its_types_examples_and_errors()
    {
        var run = await ToolRun.AgainstAsync(new FakeDaemon(), ["graphics-card", "set-clock", "--help"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var part in (string[])
                 [
                     "It is reset when the card is.", "<KEY>", "--max-clock <number of MHz>", "--curve <json>", "--firmware <bytes>", "Can be repeated.",
                     "virtwire graphics-card set-clock gpu0 --max-clock 1800 --boost", "NoCard (2001)", "GraphicsCard.setClock",
                 ])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enums_show_their_values() =>
        Assert.Contains("--state <idle|busy>", (await ToolRun.AgainstAsync(new FakeDaemon(), ["graphics-card", "list", "--help"])).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Help_needs_no_daemon()
    {
        var run = await ToolRun.AgainstAsync(null, ["-c", "test+unix:///nowhere", "graphics-card", "list", "--help"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("--state", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_needs_no_daemon()
    {
        var run = await ToolRun.AgainstAsync(null, ["--version"]);
        Assert.Equal((0, "1.0.0\n", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Without_a_connection_the_exit_code_says_so()
    {
        foreach (var words in (string[])["graphics-card list", "call Host.ping", "support-matrix"])
        {
            var run = await ToolRun.AgainstAsync(null, ["-c", "test+unix:///nowhere", .. words.Split(' ')]);
            Assert.Equal((3, ""), (run.ExitCode, run.Output));
            Assert.StartsWith("error ConnectionFailed (-32001): Nobody answers at 'test+unix:///nowhere'.\nhint: ", run.Error, StringComparison.Ordinal);
        }
    }
}
