using Virtwire.Sdk.Cli;
using Virtwire.Sdk.Cli.Daemons;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary>One run of the tool in this process: exit code and what it printed.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line against <paramref name="daemon"/>, or against nobody.</summary>
    public static Task<ToolRun> AgainstAsync(FakeDaemon? daemon, string[] arguments, string input = "")
    {
        return OfAsync(Open, arguments, input);

        ValueTask<IDaemon> Open(string? uri, bool readOnly, CancellationToken cancellationToken) =>
            daemon is null && uri != "test:///built-in"
                ? throw new ConnectionFailedException($"Nobody answers at '{uri}'.")
                : ValueTask.FromResult<IDaemon>(daemon ?? new FakeDaemon());
    }

    /// <summary>Runs a command line with connections made by <paramref name="open"/>.</summary>
    public static async Task<ToolRun> OfAsync(
        DaemonOpener open, string[] arguments, string input = "", Func<string, string?>? environment = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var reader = new StringReader(input);
        var console = new ToolConsole { Input = reader, Output = output, Error = error, Environment = environment ?? (_ => null) };
        var exitCode = await VirtwireTool.RunAsync(arguments, console, open, TestContext.Current.CancellationToken);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }
}
