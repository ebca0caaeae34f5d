using System.Text.Json;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Identities;
using Virtwire.Sdk.Tests.Server.Identities;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary><c>virtwire token create</c>, and the two ways to bring a token along.</summary>
public sealed class TokenCommandTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("virtwire-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_token_is_printed_with_the_entry_by_which_a_policy_knows_it()
    {
        var run = await ToolRun.AgainstAsync(null, ["token", "create", "--role", "operate", "--id", "ci", "--expires", "2030-12-31"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(3, run.Output.Split('\n').Length);
        var (secret, entry) = (run.Output.Split('\n')[0], run.Output.Split('\n')[1]);
        Assert.Equal("2030-12-31T00:00:00Z", JsonElement.Parse(entry).GetProperty("expires").GetString());
        var found = PolicyReader.Read("p", System.Text.Encoding.UTF8.GetBytes($$"""{"tokens":[{{entry}}]}""")).Tokens.Find(secret)!;
        Assert.Equal(("ci", SessionRole.Operate), (found.Id, found.Role));

        var json = JsonElement.Parse((await ToolRun.AgainstAsync(null, ["-o", "json", "token", "create"])).Output);
        Assert.Equal("read", json.GetProperty("policy").GetProperty("role").GetString());
        Assert.StartsWith("vwt_", json.GetProperty("token").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--role", "root")]
    [InlineData("--id", "a_b")]
    [InlineData("--expires", "tomorrow")]
    public async Task What_no_token_can_have_is_refused(string option, string value)
    {
        var run = await ToolRun.AgainstAsync(null, ["token", "create", option, value]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_has_its_token_from_a_file_or_the_environment()
    {
        var token = AccessToken.Create(SessionRole.Operate, "ci");
        var (policy, file, socket) = (In("policy.json"), In("token"), In("s"));
        await File.WriteAllTextAsync(policy, $$"""{"users":{"{{Sdk.Server.Listening.PeerCredentials.OwnUser}}":"none"},"tokens":[{{token.PolicyEntry}}]}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, token.Secret + "\n", TestContext.Current.CancellationToken);
        foreach (var path in (string[])[policy, file])
            PolicyFiles.Restrict(path);
        await using var server = new VirtwireServer(new VirtwireServerOptions { Endpoints = { $"unix://{socket}" }, PolicyFile = policy }.AddDriver("test:///default"));
        await server.StartAsync(TestContext.Current.CancellationToken);

        string[] suspend = ["-c", $"test+unix:///default?socket={socket}", "domain", "suspend", "test"];
        string[] resume = ["-c", $"test+unix:///default?socket={socket}", "domain", "resume", "test"];
        var without = await ToolRun.OfAsync(HostDaemon.OpenAsync, suspend);
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("AccessDenied", without.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await ToolRun.OfAsync(HostDaemon.OpenAsync, ["--token-file", file, .. suspend])).ExitCode);
        Assert.Equal(0, (await ToolRun.OfAsync(HostDaemon.OpenAsync, resume, environment: name => name == "VIRTWIRE_TOKEN" ? token.Secret : null)).ExitCode);
        var wrong = await ToolRun.OfAsync(HostDaemon.OpenAsync, resume, environment: name => name == "VIRTWIRE_TOKEN" ? "wrong" : null);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("Unauthenticated", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_file_that_is_open_to_others_is_not_used()
    {
        await File.WriteAllTextAsync(In("token"), "vwt_a_b", TestContext.Current.CancellationToken);
        PolicyFiles.Restrict(In("token"), UnixFileMode.OtherRead);
        foreach (var file in (string[])[In("token"), In("none")])
        {
            var run = await ToolRun.AgainstAsync(null, ["--token-file", file, "host", "ping"]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(file, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("vwt_a_b", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_daemon_with_a_policy_that_is_wrong_does_not_start_and_one_with_a_right_one_says_who_changed_what()
    {
        await File.WriteAllTextAsync(In("policy.json"), "{\"roles\":{}}", TestContext.Current.CancellationToken);
        PolicyFiles.Restrict(In("policy.json"));
        string[] serve = ["serve", "--listen", $"unix://{In("s")}", "--policy", In("policy.json")];
        var refused = await ToolRun.AgainstAsync(null, serve);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("policy.json(1,2): A policy has no member 'roles'", refused.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(In("policy.json"), "{}", TestContext.Current.CancellationToken);
        await using var daemon = ToolProcess.Start(serve);
        await daemon.ReadLineAsync();
        Assert.Equal(0, (await ToolRun.OfAsync(HostDaemon.OpenAsync, ["-c", $"test+unix:///default?socket={In("s")}", "domain", "suspend", "test"])).ExitCode);
        await daemon.SignalAsync("TERM");
        Assert.Equal(0, await daemon.WaitForExitAsync());
        Assert.Contains("called Domain.suspend on", await daemon.ReadErrorAsync(), StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(_directory.FullName, name);
}
