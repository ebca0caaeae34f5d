namespace Virtwire.Sdk.Tests.Cli;

/// <summary>Commands that exist only because a daemon's discovery says so.</summary>
public class DiscoveredCommandTests
{
    private const string Uuid = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    private static readonly string[] Clock = ["graphics-card", "set-clock", "gpu0", "--max-clock", "1800"];

    [Theory]
    [InlineData("gpu0", """{"name":"gpu0"}""")]
    [InlineData(Uuid, $$"""{"uuid":"{{Uuid}}"}""")]
    [InlineData($"name:{Uuid}", $$"""{"name":"{{Uuid}}"}""")]
    [InlineData("uuid:x", """{"uuid":"x"}""")]
    [InlineData("a:b", """{"name":"a:b"}""")]
    [InlineData("""{"uuid":"u","name":"n"}""", """{"uuid":"u","name":"n"}""")]
    public async Task The_key_is_the_receiver(string key, string self)
    {
        var daemon = new FakeDaemon();
        var run = await ToolRun.AgainstAsync(daemon, ["graphics-card", "set-clock", key, "--max-clock", "1"]);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal($$"""GraphicsCard.setClock {"self":{{self}},"maxClock":1}""", Assert.Single(daemon.Calls));
    }

    [Theory]
    [InlineData("--boost", "\"boost\":true")]
    [InlineData("--boost=false", "\"boost\":false")]
    [InlineData("--boost false", "\"boost\":false")]
    [InlineData("--labels a --labels b", "\"labels\":[\"a\",\"b\"]")]
    [InlineData("--labels=-x", "\"labels\":[\"-x\"]")]
    [InlineData("--curve {\"a\":1.50}", "\"curve\":{\"a\":1.50}")]
    [InlineData("--ratio 0.10", "\"ratio\":0.10")]
    [InlineData("--ratio -1e3", "\"ratio\":-1e3")]
    [InlineData("--firmware hi", "\"firmware\":\"aGk=\"")]
    [InlineData("--serial 18446744073709551615", "\"serial\":\"18446744073709551615\"")]
    [InlineData("--labels @@home", "\"labels\":[\"@home\"]")]
    [InlineData("--labels -", "\"labels\":[\"typed\\n\"]")]
    public async Task Parameters_are_sent_as_their_type(string option, string member)
    {
        var daemon = new FakeDaemon();
        var run = await ToolRun.AgainstAsync(daemon, [.. Clock, .. option.Split(' ')], input: "typed\n");
        Assert.Equal("", run.Error);
        Assert.Equal($$"""GraphicsCard.setClock {"self":{"name":"gpu0"},"maxClock":1800,{{member}}}""", Assert.Single(daemon.Calls));
    }

    [Theory]
    [InlineData("graphics-card set-clock gpu0", "Option '--max-clock' is required.")]
    [InlineData("graphics-card set-clock gpu0 --max-clock fast", "--max-clock takes a whole number, not 'fast'.")]
    [InlineData("graphics-card set-clock gpu0 --max-clock 1.5", "--max-clock takes a whole number, not '1.5'.")]
    [InlineData("graphics-card set-clock gpu0 --max-clock 1 --ratio wide", "--ratio takes a number, not 'wide'.")]
    [InlineData("graphics-card set-clock gpu0 --max-clock 1 --curve {", "--curve takes JSON:")]
    [InlineData("graphics-card set-clock gpu0 --max-clock 1 --boost maybe", "takes no further argument: 'maybe'.")]
    [InlineData("graphics-card set-clock gpu0 --max-clock 1 --labels @/no/such/file", "--labels can't read the file '/no/such/file':")]
    [InlineData("graphics-card set-clock gpu0 --max-clock --boost", "--max-clock needs a value before --boost.")]
    [InlineData("graphics-card set-clock gpu0 --max-clok 1", "has no option --max-clok. Did you mean '--max-clock'?")]
    [InlineData("graphics-card set-clock --max-clock 1", "'virtwire graphics-card set-clock' needs KEY: which one: its name or uuid")]
    [InlineData("call", "'virtwire call' needs METHOD: the name on the wire: Domain.getInfo.")]
    [InlineData("graphics-card get-info --gpu0", "no option --gpu0")]
    [InlineData("graphics-card get-info gpu0 gpu1", "takes no further argument: 'gpu1'.")]
    [InlineData("graphics-card lst", "'virtwire graphics-card' has no command 'lst'. Did you mean 'list'?")]
    [InlineData("graphics-card clock 1800", "'virtwire graphics-card' has no command 'clock'. Did you mean 'set-clock'?")]
    [InlineData("graphics-card lst --help", "'virtwire graphics-card' has no command 'lst'. Did you mean 'list'?")]
    [InlineData("graphics-card nonsense --help", "'virtwire graphics-card' has no command 'nonsense'.")]
    [InlineData("graphic-card --help", "'virtwire' has no command 'graphic-card'. Did you mean 'graphics-card'?")]
    [InlineData("schema chek --help", "'virtwire schema' has no command 'chek'. Did you mean 'check'?")]
    [InlineData("graphics-card", "'virtwire graphics-card' needs a command after it.")]
    [InlineData("graphic-card list", "'virtwire' has no command 'graphic-card'. Did you mean 'graphics-card'?")]
    [InlineData("rpc hello", "'virtwire' has no command 'rpc'.")]
    [InlineData("--verbose graphics-card list", "'virtwire' has no option --verbose.")]
    [InlineData("-o yaml graphics-card list", "'yaml'")]
    [InlineData("call GraphicsCard.list {", "PARAMS takes JSON:")]
    [InlineData("call GraphicsCard.list 5", "PARAMS takes a JSON object")]
    public async Task A_wrong_command_line_calls_nothing(string words, string message)
    {
        var daemon = new FakeDaemon();
        var run = await ToolRun.AgainstAsync(daemon, words.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
        Assert.Empty(daemon.Calls);
    }

    [Fact]
    public async Task A_name_that_is_a_command_of_the_tool_is_a_name()
    {
        var daemon = new FakeDaemon();
        await ToolRun.AgainstAsync(daemon, ["graphics-card", "get-info", "serve"]);
        Assert.Equal("""GraphicsCard.getInfo {"self":{"name":"serve"}}""", Assert.Single(daemon.Calls));
    }

    [Fact]
    public async Task All_pages_of_a_list_are_fetched()
    {
        var daemon = new FakeDaemon()
            .Answers("""{"items":[{"uuid":"1","name":"a"}],"next":"n1","position":"3:1"}""")
            .Answers("""{"items":[{"uuid":"2","name":"ü"}],"next":"n2","position":"3:2"}""")
            .Answers("""{"items":[],"position":"3:3"}""");
        var run = await ToolRun.AgainstAsync(daemon, ["graphics-card", "list", "--state", "idle", "-o", "json"]);
        Assert.Equal("{\"items\":[{\"uuid\":\"1\",\"name\":\"a\"},{\"uuid\":\"2\",\"name\":\"ü\"}],\"position\":\"3:1\"}\n", run.Output);
        Assert.Equal(
            [
                """GraphicsCard.list {"state":"idle"}""",
                """GraphicsCard.list {"state":"idle","after":"n1"}""",
                """GraphicsCard.list {"state":"idle","after":"n2"}""",
            ],
            daemon.Calls);
    }

    [Fact]
    public async Task A_list_that_never_ends_is_given_up()
    {
        const string Page = """{"items":[],"next":"n1","position":"3:1"}""";
        var run = await ToolRun.AgainstAsync(new FakeDaemon().Answers(Page).Answers(Page), ["graphics-card", "list"]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("GraphicsCard.list answers the same page again and again.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_asks_for_one_page_and_says_how_to_go_on()
    {
        var daemon = new FakeDaemon().Answers("""{"items":[{"uuid":"1","name":"a"}],"next":"n1","position":"3:1"}""");
        var run = await ToolRun.AgainstAsync(daemon, ["graphics-card", "list", "--limit", "1"]);
        Assert.Equal("NAME  UUID\na     1\n", run.Output);
        Assert.Equal("There is more: --after n1\n", run.Error);
        Assert.Single(daemon.Calls);
    }

    [Fact]
    public async Task Results_are_printed_for_people()
    {
        Assert.Equal("NAME  UUID  STATE\n", (await Print("list", """{"items":[],"position":"3:1"}""")).Output);
        Assert.Equal(
            "NAME  UUID  STATE\na     1     idle\nb\\nc  2     -\n",
            (await Print("list", """{"items":[{"uuid":"1","name":"a","state":"idle"},{"uuid":"2","name":"b\nc"}],"position":"3:1"}""")).Output);
        Assert.Equal("name     gpu0\nlabels   x,y\nnothing  -\nowner    web1\nsize     12\n", (await Print(
            "get-info gpu0", """{"name":"gpu0","labels":["x","y"],"nothing":null,"owner":{"name":"web1","uuid":"u"},"size":12}""")).Output);
        Assert.Equal("<bios>\n</bios>\n", (await Print("get-bios gpu0", """{"text":"<bios>\n</bios>"}""")).Output);
        Assert.Equal("", (await Print("set-clock gpu0 --max-clock 1", "{}")).Output);
    }

    [Fact]
    public async Task Results_are_printed_for_programs_as_the_daemon_wrote_them()
    {
        const string Result = """{"b":1.10,"a":"\u00fc"}""";
        Assert.Equal(Result + "\n", (await Print("-o json get-info gpu0", Result)).Output);
        Assert.Equal("{}\n", (await Print("set-clock gpu0 --max-clock 1 -o json", "{}")).Output);
        var call = await ToolRun.AgainstAsync(new FakeDaemon().Answers(Result), ["call", "GraphicsCard.getInfo", """{"self":{"name":"x"}}"""]);
        Assert.Equal(Result + "\n", call.Output);
    }

    [Fact]
    public async Task Call_passes_its_parameters_on()
    {
        var daemon = new FakeDaemon();
        await ToolRun.AgainstAsync(daemon, ["call", "Host.ping"]);
        await ToolRun.AgainstAsync(daemon, ["call", "Host.echo", "-"], input: """["x"]""");
        Assert.Equal(["Host.ping {}", """Host.echo ["x"]"""], daemon.Calls);
    }

    private static Task<ToolRun> Print(string words, string result)
    {
        var all = words.Split(' ').ToList();
        all.Insert(all[0] == "-o" ? 2 : 0, "graphics-card");
        return ToolRun.AgainstAsync(new FakeDaemon().Answers(result), [.. all]);
    }
}
