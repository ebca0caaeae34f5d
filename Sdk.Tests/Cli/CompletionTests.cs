using Virtwire.Sdk.Cli.Daemons;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary>What can be typed next, asked directly and by real shells.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vw-").FullName;
    private readonly string _uri = $"test:///{Guid.NewGuid():N}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("dom", "domain domain-checkpoint domain-migration domain-snapshot")]
    [InlineData("domain sus", "suspend")]
    [InlineData("domain sta", "start")]
    [InlineData("domain suspend ", "test")]
    [InlineData("domain suspend x", "")]
    [InlineData("domain suspend test ", "")]
    [InlineData("domain list --st", "--state")]
    [InlineData("domain list --state pa", "paused")]
    [InlineData("domain list --state paused --st", "")]
    [InlineData("-o ", "csv json markdown table wide")]
    [InlineData("-o json domain sus", "suspend")]
    [InlineData("domain -o json sus", "suspend")]
    [InlineData("domain-snapshot get-info ", "test/")]
    [InlineData("domain-snapshot get-info test/", "test/before")]
    [InlineData("domain-snapshot create --domain t", "test")]
    [InlineData("domain-snapshot create --domain test --na", "--name")]
    [InlineData("events --resource domain-s", "domain-snapshot")]
    [InlineData("completion x", "")]
    [InlineData("nonsense x ", "")]
    public async Task Words_are_completed_from_the_daemon(string line, string candidates)
    {
        await using var host = await HostConnection.OpenAsync(_uri, cancellationToken: TestContext.Current.CancellationToken);
        await host.CallAsync(
            "DomainSnapshot.create", System.Text.Json.JsonElement.Parse("""{"domain":{"name":"test"},"name":"before"}"""), cancellationToken: TestContext.Current.CancellationToken);
        var run = await ToolRun.OfAsync(HostDaemon.OpenAsync, ["__complete", "--", "-c", _uri, .. line.Split(' ')]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(candidates, string.Join(' ', run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')[0])));
    }

    [Fact]
    public async Task Without_a_daemon_there_are_commands_and_no_names()
    {
        var run = await ToolRun.OfAsync(HostDaemon.OpenAsync, ["__complete", "--", "-c", $"test+unix:///default?socket={_folder}/none", "domain", "sus"]);
        Assert.Equal((0, "suspend", ""), (run.ExitCode, run.Output.Split('\t')[0], run.Error));
        run = await ToolRun.OfAsync(HostDaemon.OpenAsync, ["__complete", "--", "-c", $"test+unix:///default?socket={_folder}/none", "domain", "suspend", ""]);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_refused() =>
        Assert.Equal(2, (await ToolRun.AgainstAsync(null, ["completion", "tcsh"])).ExitCode);

    [Theory]
    [InlineData("virtwire domain sus", "suspend")]
    [InlineData("virtwire domain suspend te", "test")]
    [InlineData("virtwire -o j", "json")]
    [InlineData("virtwire domain-snapshot get-info te", "test/")]
    [InlineData("virtwire domain suspend uuid:x", "")]
    public Task Bash_completes(string line, string candidates) => CompletesAsync("bash", candidates, $$"""
        source <(virtwire completion bash)
        complete -p virtwire | grep -q _virtwire || exit 9
        COMP_LINE='{{line}}' COMP_POINT=${#COMP_LINE}
        COMP_POINT=${#COMP_LINE}
        _virtwire
        echo "${COMPREPLY[@]}"
        """);

    // The functions of zsh's own completion run in an interactive shell only; ours hands them what is asked here.
    [Theory]
    [InlineData("virtwire domain sus", "suspend")]
    [InlineData("virtwire domain suspend te", "test")]
    [InlineData("virtwire domain-snapshot get-info te", "test/")]
    public Task Zsh_completes(string line, string candidates) => CompletesAsync("zsh", candidates, $$"""
        compdef() { : }
        compadd() { shift 3; print -r -- "$@" }
        _describe() { local -a all; all=("${(@P)2}"); print -r -- "${all[@]%%:*}" }
        _files() { : }
        source <(virtwire completion zsh)
        words=({{line}}) CURRENT=${#words}
        _virtwire
        """, "-f");

    [Theory]
    [InlineData("virtwire domain sus", "suspend")]
    [InlineData("virtwire domain suspend te", "test")]
    [InlineData("virtwire domain-snapshot get-info te", "test/")]
    public Task Fish_completes(string line, string candidates) => CompletesAsync("fish", candidates, $$"""
        virtwire completion fish | source
        complete -C '{{line}}' | string split -f 1 \t
        true
        """, "--no-config");

    private async Task CompletesAsync(string shell, string candidates, string script, params string[] options)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, shell))), $"{shell} is not installed.");
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{_folder}/s");
        await daemon.ReadLineAsync();

        // A machine that is busy is none of what is tested.
        var (before, between) = shell == "fish" ? ("set -x ", " ") : ("export ", "=");
        var settings = $"{before}VIRTWIRE_URI{between}'test+unix:///default?socket={_folder}/s'\n{before}VIRTWIRE_COMPLETION_TIMEOUT{between}60\n";
        var run = await ToolProcess.RunAsync(shell, [.. options, "-c", settings + script]);
        Assert.Equal((0, candidates, ""), (run.ExitCode, run.Output.Trim(), run.Error));
    }
}
