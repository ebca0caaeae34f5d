using Virtwire.Sdk.Cli;
using Virtwire.Sdk.Cli.Daemons;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary>One run of the tool in this process: exit code and what it printed.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line against <paramref name="daemon"/>, or against nobody.</summary>
    public static Task<ToolRun> AgainstAsync(FakeDaemon? daemon, string[] arguments, string input = "", Func<ToolConsole, ToolConsole>? change = null)
    {
        return OfAsync(Open, arguments, input, change: change);

        ValueTask<IDaemon> Open(DaemonAddress address, CancellationToken cancellationToken) =>
            daemon is null && address.Uri != "test:///built-in"
                ? throw new ConnectionFailedException($"Nobody answers at '{address.Uri}'.")
                : ValueTask.FromResult<IDaemon>(daemon ?? new FakeDaemon());
    }

    /// <summary>Runs a command line with connections made by <paramref name="open"/>.</summary>
    public static async Task<ToolRun> OfAsync(
        DaemonOpener open,
        string[] arguments,
        string input = "",
        Func<string, string?>? environment = null,
        Func<ToolConsole, ToolConsole>? change = null,
        CancellationToken? stop = null)
    {
        var stopped = stop ?? TestContext.Current.CancellationToken;
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var reader = new StringReader(input);
        var console = new ToolConsole { Input = reader, Output = output, Error = TextWriter.Synchronized(error), Environment = environment ?? (_ => null) };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, TestContext.Current.CancellationToken);
        var exitCode = await VirtwireTool.RunAsync(arguments, change?.Invoke(console) ?? console, open, either.Token);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }
}
