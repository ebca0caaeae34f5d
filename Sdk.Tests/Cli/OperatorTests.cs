namespace Virtwire.Sdk.Tests.Cli;

/// <summary>The command lines that the guides print, word for word in a real shell against a real daemon; only sockets and files are the test's.</summary>
public sealed class OperatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vw-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_day_of_an_operator()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "web1.xml"), Xml("web1"), TestContext.Current.CancellationToken);
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{_folder}/s", "--listen", "tcp://127.0.0.1:0", "--driver", "test:///default");
        Assert.Equal($"ready unix://{_folder}/s", await daemon.ReadLineAsync());

        Assert.Equal((0, "NAME  UUID\ntest  6695eb01-f6a4-8304-79aa-97f2502e193f\n"), await ShellAsync("virtwire -c $VIRTWIRE_URI domain list --state running"));
        Assert.Equal(0, (await ShellAsync("virtwire domain define --xml @web1.xml && virtwire domain start web1")).ExitCode);
        Assert.Contains("running", (await ShellAsync("virtwire domain get-state web1")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ShellAsync("sed s/web1/web2/ web1.xml | virtwire domain define --xml -")).ExitCode);
        Assert.Equal((0, "name,uuid\r\n"), await ShellAsync("virtwire domain list --state paused -o csv"));
        Assert.Equal(0, (await ShellAsync("virtwire domain-snapshot create --domain web1 --name s1")).ExitCode);
        Assert.Contains("current", (await ShellAsync("virtwire domain-snapshot get-info web1/s1")).Output, StringComparison.Ordinal);
        Assert.Contains("<name>s1</name>", (await ShellAsync("virtwire domain-snapshot get-xml web1/s1")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await ShellAsync("virtwire domain-snapshot get-info web1/s2")).ExitCode);
        Assert.Equal(0, (await ShellAsync("virtwire domain-snapshot delete web1/s1 && virtwire domain destroy web1 && virtwire domain undefine web1 --yes")).ExitCode);
        Assert.Equal((1, ""), await ShellAsync("virtwire -r domain suspend test"));
    }

    [Fact]
    public async Task Events_go_into_a_pipe()
    {
        await using var daemon = ToolProcess.Start("serve", "--listen", $"unix://{_folder}/s");
        await daemon.ReadLineAsync();
        var since = (await ShellAsync("virtwire domain list -o json | sed 's/.*\"position\":\"\\([^\"]*\\)\".*/\\1/'")).Output.Trim();
        Assert.Equal(0, (await ShellAsync("virtwire domain suspend test")).ExitCode);
        var piped = await ShellAsync($"virtwire events -o json --since '{since}' | head -n 1");
        Assert.StartsWith("""{"jsonrpc":"2.0","method":"Domain.stateChanged",""", piped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_checked_against_what_was_released()
    {
        var run = await ToolProcess.RunShellAsync($"cd '{Support.Repository.Root}' && virtwire schema check --baseline api-baselines/schema");
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
    }

    private static string Xml(string name) =>
        $"<domain type='test'><name>{name}</name><memory unit='KiB'>65536</memory><vcpu>1</vcpu><os><type>hvm</type></os></domain>";

    private async Task<(int ExitCode, string Output)> ShellAsync(string line)
    {
        var run = await ToolProcess.RunShellAsync($"cd '{_folder}' && export VIRTWIRE_URI='test+unix:///default?socket={_folder}/s' && {line}");
        return (run.ExitCode, run.Output);
    }
}
