using System.CommandLine;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    // More than that is no suggestion, it is a list.
    private const int MostSuggestions = 4;

    // Shorter parts, such as by and get, are in everything.
    private const int ShortestPart = 4;

    /// <summary>Whether a word is wrong where a resource or a method is expected.</summary>
    public static bool IsUnknownCommand(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command.Subcommands.Count > 0;

    /// <summary>Says that there is no such resource or method, which whoever asks for the help of one must hear as well; false when there is.</summary>
    public static bool PrintUnknownCommand(ParseResult parsed, TextWriter output)
    {
        if (!IsUnknownCommand(parsed))
            return false;
        var path = CommandTree.PathOf(parsed.CommandResult.Command);
        output.WriteLine(Unknown(path, parsed.CommandResult.Command, parsed.UnmatchedTokens[0]));
        output.WriteLine($"Try '{path} --help'.");
        return true;
    }

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
        else if (Missing(parsed) is { } argument)
            output.WriteLine($"'{path}' needs {argument.Name}: {argument.Description}.");
        else
            foreach (var message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
                output.WriteLine(message);
        output.WriteLine($"Try '{path} --help'.");
        return true;
    }

    private static Argument? Missing(ParseResult parsed) =>
        parsed.CommandResult.Command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 });

    private static string Unknown(string path, Command command, string word)
    {
        if (word.StartsWith('-'))
            return $"'{path}' has no option {word}.{DidYouMean(word, command.Options.Select(o => o.Name))}";
        if (command.Subcommands.Count > 0)
            return $"'{path}' has no command '{word}'.{DidYouMean(word, command.Subcommands.Where(c => !c.Hidden).SelectMany(c => c.Aliases.Append(c.Name)))}";
        return $"'{path}' takes no further argument: '{word}'.";
    }

    private static string DidYouMean(string word, IEnumerable<string> known) =>
        Near(word, [.. known]) is { Count: > 0 } near ? $" Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?" : "";

    // What is spelt nearly so; else what has a word of it: 'info' is a part of get-info.
    private static List<string> Near(string word, string[] known)
    {
        if (Suggestion.Nearest(word, known) is { } nearest)
            return [nearest];
        var parts = word.Split('-', StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length >= ShortestPart).ToArray();
        return [.. known.Where(k => parts.Any(p => k.Split('-').Any(own => own.StartsWith(p, StringComparison.OrdinalIgnoreCase))))
            .Order(StringComparer.Ordinal).Take(MostSuggestions)];
    }
}
