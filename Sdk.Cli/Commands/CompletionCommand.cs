using System.CommandLine;
using Virtwire.Sdk.Cli.Completion;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary><c>virtwire completion bash</c>: prints the script with which a shell completes command lines of the tool; and what the script asks.</summary>
internal sealed class CompletionCommand
{
    private const string AskWord = "__complete";

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh or fish" };

    public CompletionCommand()
    {
        _shell.AcceptOnlyFromAmong(CompletionScripts.Shells);
        Script = new Command("completion", "Prints the script with which a shell completes command lines: source <(virtwire completion bash)") { _shell };
    }

    /// <summary>The command that prints a script.</summary>
    public Command Script { get; }

    /// <summary>
    /// The words that a script asks to have completed, the last of them as far as it is typed; null for any other command line. They come
    /// before any parsing, because they are another command line.
    /// </summary>
    public static string[]? AskedWords(string[] arguments) =>
        arguments is [AskWord, "--", .. var words] ? words.Length > 0 ? words : [""] : null;

    /// <summary>Prints the script.</summary>
    public int Run(ParseResult parsed, ToolConsole console)
    {
        console.Output.Write(CompletionScripts.Of(parsed.GetValue(_shell)!));
        return ExitCodes.Success;
    }

    /// <summary>Prints candidates, a line each: the word, and after a tab what it means.</summary>
    public static async Task<int> AnswerAsync(Completer completer, string[] words, ToolConsole console, CancellationToken cancellationToken)
    {
        foreach (var candidate in await completer.CompleteAsync(words[..^1], words[^1], cancellationToken))
            console.Output.WriteLine(candidate.Doc.Length > 0 ? $"{candidate.Text}\t{candidate.Doc}" : candidate.Text);
        return ExitCodes.Success;
    }
}
