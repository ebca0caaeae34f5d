using System.CommandLine;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>Whether a word is wrong where a resource or a method is expected.</summary>
    public static bool IsUnknownCommand(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command.Subcommands.Count > 0;

    /// <summary>Prints the faults of <paramref name="parsed"/>; false when there are none.</summary>
    public static bool Print(ParseResult parsed, TextWriter output)
    {
        if (parsed.Errors.Count == 0)
            return false;
        var command = parsed.CommandResult.Command;
        var path = CommandTree.PathOf(command);
        if (parsed.UnmatchedTokens is [var word, ..])
            output.WriteLine(Unknown(path, command, word));
        else if (command.Subcommands.Count > 0)
            output.WriteLine($"'{path}' needs a command after it.");
        else
            foreach (var message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
                output.WriteLine(message);
        output.WriteLine($"Try '{path} --help'.");
        return true;
    }

    private static string Unknown(string path, Command command, string word)
    {
        if (word.StartsWith('-'))
            return $"'{path}' has no option {word}.{DidYouMean(word, command.Options.Select(o => o.Name))}";
        if (command.Subcommands.Count > 0)
            return $"'{path}' has no command '{word}'.{DidYouMean(word, command.Subcommands.SelectMany(c => c.Aliases.Append(c.Name)))}";
        return $"'{path}' takes no further argument: '{word}'.";
    }

    private static string DidYouMean(string word, IEnumerable<string> known) =>
        Suggestion.Nearest(word, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
}
