namespace Virtwire.Sdk.Cli;

/// <summary>The streams and the environment that the tool works with, so that tests can stand in for a terminal.</summary>
internal sealed record ToolConsole
{
    /// <summary>What a parameter <c>-</c> reads.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Results, tables, help.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Errors and hints.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Looks an environment variable up.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The process's own.</summary>
    public static ToolConsole System { get; } = new()
    {
        Input = Console.In,
        Output = Console.Out,
        Error = Console.Error,
        Environment = global::System.Environment.GetEnvironmentVariable,
    };
}
