using System.CommandLine;
using System.CommandLine.Help;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>What can be told of a command line before one knows which commands there are.</summary>
internal sealed record CommandGlance
{
    /// <summary>The connection URI, or null where none is given.</summary>
    public string? Uri { get; private init; }

    /// <summary>Whether the connection is to be read-only.</summary>
    public bool ReadOnly { get; private init; }

    /// <summary>The file with the token; null where none is given.</summary>
    public string? TokenFile { get; private init; }

    /// <summary>Whether nobody is to be asked.</summary>
    public bool Yes { get; private init; }

    /// <summary>How long a call may take; null for the usual.</summary>
    public TimeSpan? Deadline { get; private init; }

    /// <summary>How results are printed.</summary>
    public OutputFormat Format { get; private init; }

    /// <summary>The first word that is no global option: a command of the tool, or a resource.</summary>
    public string? Word { get; private init; }

    /// <summary>Whether <c>--help</c> is among the words.</summary>
    public bool AskedForHelp { get; private init; }

    /// <summary>Whether help is all that can be given.</summary>
    public bool WantsHelp => AskedForHelp || Word is null;

    /// <summary>Whether the tool's version is asked for.</summary>
    public bool WantsVersion { get; private init; }

    /// <summary>Glances at a command line; what is wrong with it shows later.</summary>
    public static CommandGlance At(string[] arguments, ParserConfiguration configuration)
    {
        // A root without commands takes every word as unknown, so that no value can be mistaken for a command.
        var globals = new GlobalOptions();
        var root = new RootCommand { TreatUnmatchedTokensAsErrors = false };
        globals.AddTo(root);
        var parsed = root.Parse(arguments, configuration);
        var word = parsed.UnmatchedTokens is [var first, ..] ? first : null;
        return new CommandGlance
        {
            Uri = parsed.GetResult(globals.Connect) is { Tokens: [var uri, ..] } ? uri.Value : null,
            ReadOnly = IsGiven(globals.ReadOnly),
            TokenFile = parsed.GetResult(globals.TokenFile) is { Tokens: [var file, ..] } ? file.Value : null,
            Yes = IsGiven(globals.Yes),
            Deadline = GlobalOptions.SecondsOf(parsed.GetResult(globals.Deadline) is { Tokens: [var seconds, ..] } ? seconds.Value : null),
            Format = OutputFormats.Of(parsed.GetResult(globals.Output) is { Tokens: [var format, ..] } ? format.Value : null),
            Word = word,
            AskedForHelp = root.Options.OfType<HelpOption>().Any(o => parsed.GetResult(o) is not null),
            WantsVersion = word is null && root.Options.OfType<VersionOption>().Any(o => parsed.GetResult(o) is not null),
        };

        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false, Tokens: [] or [{ Value: "true" }, ..] };
    }
}
