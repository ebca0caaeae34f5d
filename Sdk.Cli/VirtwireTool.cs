using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Virtwire.Sdk.Cli.Commands;
using Virtwire.Sdk.Cli.Completion;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Discovery;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli;

/// <summary>
/// The tool, from the words of the command line to the exit code. Which commands there are depends on the daemon, and which daemon on the
/// command line: so the words are read twice, first for the global options only.
/// </summary>
internal sealed class VirtwireTool
{
    /// <summary>How words are read: '@' reads a file into one argument here; the library's response files would split it into words.</summary>
    public static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    // The host inside the tool has the API that the tool was built with.
    private const string BuiltInUri = "test:///built-in";

    /// <summary>The environment's variable that says how many seconds completion may take.</summary>
    private const string CompletionTimeout = "VIRTWIRE_COMPLETION_TIMEOUT";

    // Whoever types does not wait longer, unless they say so.
    private const int UsualCompletionSeconds = 2;

    private readonly ToolConsole _console;
    private readonly DaemonOpener _open;
    private readonly GlobalOptions _globals = new();
    private readonly ServeCommand _serve = new();
    private readonly CallCommand _call = new();
    private readonly SupportMatrixCommand _supportMatrix = new();
    private readonly SchemaCheckCommand _schemaCheck = new();
    private readonly SchemaReleaseCommand _schemaRelease = new();
    private readonly TokenCreateCommand _tokenCreate = new();
    private readonly EventsCommand _events = new();
    private readonly ShellCommand _shell = new(RunAsync);
    private readonly CompletionCommand _completion = new();

    private VirtwireTool(ToolConsole console, DaemonOpener open) => (_console, _open) = (console, open);

    /// <summary>The tool's version.</summary>
    public static string Version { get; } =
        typeof(VirtwireTool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Runs one command line; answers one of <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments, ToolConsole console, DaemonOpener open, CancellationToken cancellationToken)
    {
        var tool = new VirtwireTool(console, open);
        if (CompletionCommand.AskedWords(arguments) is { } words)
            return await tool.CompleteAsync(words, cancellationToken);
        var glance = CommandGlance.At(arguments, Parsing);
        try
        {
            return await tool.RunAsync(arguments, glance, cancellationToken);
        }
        catch (Exception wrong) when (wrong is UsageException or ConnectionUriException)
        {
            console.Error.WriteLine(wrong.Message);
            return ExitCodes.Usage;
        }
        catch (HostException error)
        {
            ErrorPrinter.Print(error, glance.Format, console);
            return error is ConnectionFailedException or ConnectionLostException ? ExitCodes.NoConnection : ExitCodes.ErrorReply;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private CommandTree NewTree() => new(
        _globals,
        [_serve.Command, _call.Command, _events.Command, _shell.Command, _supportMatrix.Command, SchemaCommand(), TokenCommand(), _completion.Script]);

    private Command SchemaCommand() => new("schema", "Works on schema documents.") { _schemaCheck.Command, _schemaRelease.Command };

    private Command TokenCommand() => new("token", "Makes tokens, which say who calls.") { _tokenCreate.Command };

    private async Task<int> RunAsync(string[] arguments, CommandGlance glance, CancellationToken cancellationToken)
    {
        if (glance.WantsVersion)
        {
            _console.Output.WriteLine(Version);
            return ExitCodes.Success;
        }

        if (glance.Word is ['-', ..] option)
            throw new UsageException($"'virtwire' has no option {option}. Try 'virtwire --help'.");
        var tree = NewTree();
        if (glance.Word is { } word && tree.Root.Subcommands.Any(c => c.Name == word))
            return await RunFixedAsync(tree, arguments, glance, cancellationToken);

        await using var daemon = glance.WantsHelp ? await OpenForHelpAsync(glance, cancellationToken) : await OpenAsync(glance, cancellationToken);
        tree.Add(await DiscoverAsync(daemon, cancellationToken));
        var parsed = tree.Root.Parse(arguments, Parsing);
        if (UsageErrors.IsUnknownCommand(parsed) && await AddBuiltInAsync(tree, cancellationToken))
            parsed = tree.Root.Parse(arguments, Parsing);
        if (UsageErrors.PrintUnknownCommand(parsed, _console.Error))
            return ExitCodes.Usage;
        if (glance.WantsHelp)
            return PrintHelp(parsed, glance);
        if (UsageErrors.Print(parsed, _console.Error))
            return ExitCodes.Usage;
        return await tree.Find(parsed.CommandResult.Command)!.RunAsync(parsed, glance, _console, daemon, cancellationToken);
    }

    private async Task<int> RunFixedAsync(CommandTree tree, string[] arguments, CommandGlance glance, CancellationToken cancellationToken)
    {
        var parsed = tree.Root.Parse(arguments, Parsing);
        if (UsageErrors.PrintUnknownCommand(parsed, _console.Error))
            return ExitCodes.Usage;
        if (glance.WantsHelp)
            return PrintHelp(parsed, glance);
        if (UsageErrors.Print(parsed, _console.Error))
            return ExitCodes.Usage;
        var command = parsed.CommandResult.Command;
        if (command == _serve.Command)
            return await _serve.RunAsync(parsed, _console, cancellationToken);
        if (command == _schemaCheck.Command)
            return _schemaCheck.Run(parsed, glance.Format, _console);
        if (command == _schemaRelease.Command)
            return _schemaRelease.Run(parsed, _console);
        if (command == _tokenCreate.Command)
            return _tokenCreate.Run(parsed, glance.Format, _console);
        if (command == _completion.Script)
            return _completion.Run(parsed, _console);
        if (command == _call.Command)
            return await _call.RunAsync(parsed, _console, token => OpenAsync(glance, token), cancellationToken);
        await using var daemon = await OpenAsync(glance, cancellationToken);
        if (command == _shell.Command)
            return await RunShellAsync(tree, daemon, glance, cancellationToken);
        if (command == _events.Command)
            return await _events.RunAsync(parsed, glance.Format, _console, daemon, await DiscoverAsync(daemon, cancellationToken), cancellationToken);
        return await SupportMatrixCommand.RunAsync(glance.Format, _console, daemon, cancellationToken);
    }

    private async Task<int> RunShellAsync(CommandTree tree, IDaemon daemon, CommandGlance glance, CancellationToken cancellationToken)
    {
        var api = await DiscoverAsync(daemon, cancellationToken);
        tree.Add(api);
        var lender = new LendingOpener(daemon, AddressOf(glance), _open);
        return await _shell.RunAsync(lender, new Completer(tree, new ObjectNames(api, daemon)), _console, cancellationToken);
    }

    // What is typed is none of a daemon's errors: without one there are the commands that the tool was built with, and no names.
    private async Task<int> CompleteAsync(string[] words, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(
            int.TryParse(Environment.GetEnvironmentVariable(CompletionTimeout), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
                ? seconds
                : UsualCompletionSeconds));
        try
        {
            var tree = NewTree();
            var (daemon, answers) = await OpenForCompletionAsync(CommandGlance.At(words[..^1], Parsing), patience.Token);
            await using var closing = daemon;
            var api = await DiscoverAsync(daemon, patience.Token);
            tree.Add(api);
            return await CompletionCommand.AnswerAsync(new Completer(tree, new ObjectNames(api, answers ? daemon : null)), words, _console, patience.Token);
        }
        catch (Exception failure) when (failure is HostException or OperationCanceledException)
        {
            return ExitCodes.Success;
        }
    }

    private async ValueTask<(IDaemon Daemon, bool Answers)> OpenForCompletionAsync(CommandGlance glance, CancellationToken cancellationToken)
    {
        try
        {
            return (await OpenAsync(glance, cancellationToken), true);
        }
        catch (Exception failure) when (failure is HostException or ConnectionUriException or UsageException)
        {
            return (await _open(new DaemonAddress(BuiltInUri), cancellationToken), false);
        }
    }

    private ValueTask<IDaemon> OpenAsync(CommandGlance glance, CancellationToken cancellationToken) => _open(AddressOf(glance), cancellationToken);

    private DaemonAddress AddressOf(CommandGlance glance) =>
        new(
        glance.Uri ?? Nullable(_console.Environment(ConnectionUri.Variable)), glance.ReadOnly, glance.Deadline, TokenFile.Read(glance.TokenFile, _console), glance.TokenFile);

    // Help is there without a daemon, too.
    private async ValueTask<IDaemon> OpenForHelpAsync(CommandGlance glance, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(glance, cancellationToken);
        }
        catch (ConnectionFailedException)
        {
            return await _open(new DaemonAddress(BuiltInUri), cancellationToken);
        }
    }

    // A daemon lists what the session may call. What it leaves out is called all the same: it says best why not.
    private async ValueTask<bool> AddBuiltInAsync(CommandTree tree, CancellationToken cancellationToken)
    {
        await using var builtIn = await _open(new DaemonAddress(BuiltInUri), cancellationToken);
        return tree.Add(await DiscoverAsync(builtIn, cancellationToken));
    }

    private static async ValueTask<DiscoveredApi> DiscoverAsync(IDaemon daemon, CancellationToken cancellationToken) =>
        OpenRpcReader.Read(await daemon.CallAsync("Rpc.discover", JsonElement.Parse("{}"), cancellationToken));

    // A command line without a command gets the help as well, but it is wrong all the same.
    private int PrintHelp(ParseResult parsed, CommandGlance glance)
    {
        var wanted = glance.Word is not null || glance.AskedForHelp;
        var help = (MethodHelp)parsed.RootCommandResult.Command.Options.OfType<HelpOption>().Single().Action!;
        parsed.InvocationConfiguration.Output = wanted ? _console.Output : _console.Error;
        help.Invoke(parsed);
        return wanted ? ExitCodes.Success : ExitCodes.Usage;
    }

    private static string? Nullable(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
