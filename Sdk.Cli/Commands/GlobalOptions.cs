using System.CommandLine;
using System.Globalization;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    /// <summary>Which daemon, and which of its drivers.</summary>
    public Option<string> Connect { get; } = new("--connect", "-c")
    {
        Recursive = true,
        HelpName = "URI",
        Description = "the connection URI; else VIRTWIRE_URI, else the default socket",
    };

    /// <summary>Whether the connection may change anything.</summary>
    public Option<bool> ReadOnly { get; } = new("--read-only", "-r")
    {
        Recursive = true,
        Description = "open the connection read-only",
    };

    /// <summary>Who calls, where the connection does not say it.</summary>
    public Option<string> TokenFile { get; } = new("--token-file")
    {
        Recursive = true,
        HelpName = "FILE",
        Description = "a file with the token that says who you are; else VIRTWIRE_TOKEN holds it",
    };

    /// <summary>How results are printed.</summary>
    public Option<string> Output { get; } = new("--output", "-o")
    {
        Recursive = true,
        HelpName = string.Join('|', OutputFormats.Words),
        Description = "what to print: tables for people (default), with every column (wide), the result object on one line, RFC 4180, or Markdown",
    };

    /// <summary>Whether nobody is to be asked.</summary>
    public Option<bool> Yes { get; } = new("--yes", "-y")
    {
        Recursive = true,
        Description = "do not ask before something is lost",
    };

    /// <summary>How long a call may take.</summary>
    public Option<string> Deadline { get; } = new("--deadline")
    {
        Recursive = true,
        HelpName = "SECONDS",
        Description = "how long a call may take; default: 60",
    };

    /// <summary>The time that a number of seconds is; null where it is none that a call can have.</summary>
    public static TimeSpan? SecondsOf(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86400
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>Adds them to the root.</summary>
    public void AddTo(RootCommand root)
    {
        Output.AcceptOnlyFromAmong(OutputFormats.Words);
        Deadline.Validators.Add(result =>
        {
            if (result.Tokens is [var seconds, ..] && SecondsOf(seconds.Value) is null)
                result.AddError("--deadline takes seconds: more than 0, and at most 86400.");
        });
        foreach (var option in (Option[])[Connect, ReadOnly, TokenFile, Output, Yes, Deadline])
            root.Options.Add(option);
    }
}
