using System.CommandLine;

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

    /// <summary>How results are printed.</summary>
    public Option<string> Output { get; } = new("--output", "-o")
    {
        Recursive = true,
        HelpName = "table|json",
        Description = "what to print: tables for people (default), or the result object on one line",
    };

    /// <summary>Adds them to the root.</summary>
    public void AddTo(RootCommand root)
    {
        Output.AcceptOnlyFromAmong("table", "json");
        root.Options.Add(Connect);
        root.Options.Add(ReadOnly);
        root.Options.Add(Output);
    }
}
