using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli;

/// <summary>The streams and the environment that the tool works with, so that tests can stand in for a terminal.</summary>
internal sealed record ToolConsole
{
    /// <summary>What a parameter <c>-</c> reads, and what answers a question.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Results, tables, help.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Errors, hints, questions and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Looks an environment variable up.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Whether a person types what <see cref="Input"/> reads.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>Whether a person reads <see cref="Output"/>.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person reads <see cref="Error"/>.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>How many columns the terminal has.</summary>
    public Func<int> Width { get; init; } = () => 80;

    /// <summary>What Ctrl-C means.</summary>
    public Interrupts Interrupts { get; init; } = new();

    /// <summary>Begins to watch whether anybody reads <see cref="Output"/> still: the token is cancelled when nobody does.</summary>
    public Func<CancellationToken> WatchOutput { get; init; } = () => CancellationToken.None;

    /// <summary>Whether somebody can be asked a question.</summary>
    public bool CanAsk => InputIsTerminal && ErrorIsTerminal;

    /// <summary>Whether errors may be coloured: on a terminal, unless NO_COLOR is set (no-color.org).</summary>
    public bool ColorsErrors => ErrorIsTerminal && string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb";

    /// <summary>The process's own.</summary>
    public static ToolConsole System { get; } = new()
    {
        Input = Console.In,
        Output = Console.Out,
        Error = Console.Error,
        Environment = global::System.Environment.GetEnvironmentVariable,
        InputIsTerminal = !Console.IsInputRedirected,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = WidthOfTerminal,
        WatchOutput = OutputWatch.Start,
    };

    private static int WidthOfTerminal()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
