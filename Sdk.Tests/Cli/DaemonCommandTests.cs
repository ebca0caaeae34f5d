using Virtwire.Sdk.Cli.Daemons;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary>The commands of the host API, against a server in this process.</summary>
public class DaemonCommandTests
{
    private const string Uuid = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    // Each URI of the driver test is a host of its own, so that no test sees what another one did.
    private readonly string _uri = $"test:///{Guid.NewGuid():N}";

    [Theory]
    [InlineData("domain list", "NAME  UUID\ntest  " + Uuid + "\n")]
    [InlineData("domain list --state shutoff", "NAME  UUID\n")]
    [InlineData("domain list --active", "NAME  UUID\ntest  " + Uuid + "\n")]
    [InlineData("domain list --active false", "NAME  UUID\n")]
    [InlineData("domain lookup-by-name --name test", "name  test\nuuid  " + Uuid + "\n")]
    [InlineData("domain get-state " + Uuid, "reason  unknown\nstate   running\n")]
    [InlineData("domain get-autostart test", "false\n")]
    [InlineData("domain set-memory test --memory 1048576", "")]
    [InlineData("domain suspend test", "")]
    [InlineData("host get-type", "TEST\n")]
    [InlineData("host echo --message hello", "hello\n")]
    [InlineData("host ping", "")]
    [InlineData("host list-drivers", "SCHEME  URI\ntest    {uri}\n")]
    [InlineData("call Domain.getVcpus {\"self\":{\"name\":\"test\"}}", "{\"current\":2,\"maximum\":2}\n")]
    [InlineData("-o json domain get-vcpus test", "{\"current\":2,\"maximum\":2}\n")]
    [InlineData("-o json host get-type", "{\"type\":\"TEST\"}\n")]
    public async Task A_command_prints_its_result(string words, string output)
    {
        var run = await RunAsync(words.Split(' '));
        Assert.Equal((0, output.Replace("{uri}", _uri, StringComparison.Ordinal), ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_document_is_printed_as_it_is()
    {
        var run = await RunAsync(["domain", "get-xml", "test"]);
        Assert.StartsWith("<domain", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n  <name>test</name>\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("</domain>\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_has_its_name_its_code_and_a_hint()
    {
        var run = await RunAsync(["domain", "get-info", "web9"]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error NoDomain (1001): No domain is named 'web9'.\nobject: web9\ndetails: domain=web9\nhint: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_an_object_for_programs()
    {
        var run = await RunAsync(["domain", "get-info", "web9", "-o", "json"]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("""{"code":1001,"message":"No domain is named 'web9'.","data":{"name":"NoDomain","object":{"name":"web9"},""", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("domain list --state asleep", "state")]
    [InlineData("domain set-memory test --memory 0", "memory")]
    [InlineData("call Domain.getInfo {\"slef\":{}}", "slef")]
    [InlineData("call Domain.fly {}", "Domain.fly")]
    [InlineData("-r domain suspend test", "AccessDenied")]
    [InlineData("-c {uri}?readonly=1 domain suspend test", "AccessDenied")]
    public async Task What_the_daemon_refuses_is_an_error_reply(string words, string named)
    {
        var run = await RunAsync(words.Replace("{uri}", _uri, StringComparison.Ordinal).Split(' '));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", 2)]
    [InlineData("test+unix:///default?socket=/nowhere/s", 3)]
    [InlineData("test+tcp://127.0.0.1:1/default", 3)]
    public async Task The_uri_decides_what_is_called(string uri, int exitCode)
    {
        var run = await ToolRun.OfAsync(HostDaemon.OpenAsync, ["-c", uri, "domain", "list"]);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.NotEqual("", run.Error);
    }

    [Fact]
    public async Task The_uri_can_come_from_the_environment()
    {
        var run = await ToolRun.OfAsync(HostDaemon.OpenAsync, ["host", "get-type"], environment: name => name == "VIRTWIRE_URI" ? _uri : null);
        Assert.Equal((0, "TEST\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Every_method_of_domain_and_host_is_a_command_with_help()
    {
        var methods = HostApi.Description.Methods.Select(m => m.Name.Split('.')).ToList();
        Assert.True(methods.Count(m => m[0] == "Domain") >= 25);
        foreach (var method in methods)
        {
            var word = Virtwire.Sdk.Cli.Discovery.KebabCase.From(method[1]);
            var run = await RunAsync([Virtwire.Sdk.Cli.Discovery.KebabCase.From(method[0]), word, "--help"]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Contains($"On the wire: {string.Join('.', method)}", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_is_another_word_for_create() =>
        Assert.Contains("On the wire: Domain.create\n", (await RunAsync(["domain", "start", "--help"])).Output, StringComparison.Ordinal);

    [Fact]
    public async Task The_support_matrix_has_a_row_a_method_and_a_column_a_driver()
    {
        var lines = (await RunAsync(["support-matrix"])).Output.Split('\n');
        Assert.Matches($"^METHOD +SINCE +{_uri}$", lines[0]);
        Assert.Contains(lines, l => System.Text.RegularExpressions.Regex.IsMatch(l, "^Domain.getInfo +1.0 +yes$"));
    }

    private Task<ToolRun> RunAsync(string[] words) =>
        ToolRun.OfAsync(HostDaemon.OpenAsync, words.Contains("-c") ? words : ["-c", _uri, .. words]);
}
