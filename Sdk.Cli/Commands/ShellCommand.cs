using System.CommandLine;
using Virtwire.Sdk.Cli.Completion;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Shell;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>
/// <c>virtwire shell</c>: many command lines on one connection. On a terminal with history and completion; otherwise standard input is a
/// script, which ends with the first command that fails, and with its exit code.
/// </summary>
/// <param name="runLine">Runs the words of a line with a console, on connections that the opener makes.</param>
internal sealed class ShellCommand(Func<string[], ToolConsole, DaemonOpener, CancellationToken, Task<int>> runLine)
{
    private const string Prompt = "virtwire> ";

    private static readonly string[] Leave = ["exit", "quit"];

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; } = new("shell", "Reads command lines: on a terminal with history and completion, otherwise as a script that ends with the first failure.");

    /// <summary>Runs lines until there are no more.</summary>
    /// <param name="lender">Makes the connections of the lines.</param>
    /// <param name="completer">Completes words.</param>
    /// <param name="console">The console.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<int> RunAsync(LendingOpener lender, Completer completer, ToolConsole console, CancellationToken stop)
    {
        // The address is the shell's own, so a line that names none has the shell's.
        var inner = console with { Environment = name => name == ConnectionUri.Variable ? null : console.Environment(name) };
        return console.InputIsTerminal && console.OutputIsTerminal
            ? await InteractiveAsync(lender, completer, inner, stop)
            : await ScriptAsync(lender, inner, stop);
    }

    private async Task<int> ScriptAsync(LendingOpener lender, ToolConsole console, CancellationToken stop)
    {
        var inner = console with { Input = new ScriptInput() };
        var number = 0;
        while (await console.Input.ReadLineAsync(stop) is { } line)
        {
            number++;
            var words = Words(line, console);
            if (words is [])
                continue;
            if (words is [var word] && Leave.Contains(word))
                break;
            var exitCode = words is null ? ExitCodes.Usage : await runLine([.. words], inner, lender.OpenAsync, stop);
            if (exitCode == ExitCodes.Success)
                continue;
            console.Error.WriteLine($"Stopped at line {number}: {line.Trim()}");
            return exitCode;
        }

        return ExitCodes.Success;
    }

    private async Task<int> InteractiveAsync(LendingOpener lender, Completer completer, ToolConsole console, CancellationToken stop)
    {
        var history = CommandHistory.Load(CommandHistory.PathBy(console.Environment));
        var editor = new LineEditor(() => Console.ReadKey(intercept: true), console.Output, console.Width, history, Complete);
        var running = new RunningLine();
        using var interrupts = console.Interrupts.Keep(running.Interrupt);
        while (!stop.IsCancellationRequested)
        {
            var line = await ReadLineAsync(editor, stop);
            if (line is null)
                break;
            history.Add(line);
            var words = Words(line, console);
            if (words is [var word] && Leave.Contains(word))
                break;
            if (words is null or [])
                continue;
            await running.RunAsync(token => runLine([.. words], console, lender.OpenAsync, token), stop);
        }

        return ExitCodes.Success;

        IReadOnlyList<Candidate> Complete(string before)
        {
            var words = ShellWords.SplitForCompletion(before);
            return Task.Run(() => completer.CompleteAsync(words[..^1], words[^1], stop), stop).GetAwaiter().GetResult();
        }
    }

    // The terminal is asked on a thread of its own, which is left waiting when a signal ends the tool.
    private static async Task<string?> ReadLineAsync(LineEditor editor, CancellationToken stop)
    {
        Console.TreatControlCAsInput = true;
        try
        {
            return await Task.Run(() => editor.ReadLine(Prompt), CancellationToken.None).WaitAsync(stop);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private static List<string>? Words(string line, ToolConsole console)
    {
        try
        {
            return ShellWords.Split(line);
        }
        catch (UsageException wrong)
        {
            console.Error.WriteLine(wrong.Message);
            return null;
        }
    }

    // What a command of a script would read is the script itself.
    private sealed class ScriptInput : TextReader
    {
        public override string ReadToEnd() => throw new UsageException("Standard input is the script itself. Name a file: @file");
    }
}
