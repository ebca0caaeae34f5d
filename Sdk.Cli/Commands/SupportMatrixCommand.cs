using System.CommandLine;
using System.Text.Json;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary><c>virtwire support-matrix</c>: which of the daemon's drivers has which method.</summary>
internal sealed class SupportMatrixCommand
{
    /// <summary>The command, for the tree.</summary>
    public Command Command { get; } = new("support-matrix", "Shows which of the daemon's drivers has which method.");

    /// <summary>Prints a row a method and a column a driver.</summary>
    public static async Task<int> RunAsync(OutputFormat format, ToolConsole console, IDaemon daemon, CancellationToken cancellationToken)
    {
        var matrix = await daemon.CallAsync("Host.getSupportMatrix", JsonElement.Parse("{}"), cancellationToken);
        if (format == OutputFormat.Json)
            ResultPrinter.PrintJson(matrix, console.Output);
        else
            GridOf(matrix.GetProperty("methods")).WriteTo(console.Output, format);
        return ExitCodes.Success;
    }

    private static Grid GridOf(JsonElement methods)
    {
        var rows = methods.EnumerateArray().Select(method => (Method: method, Drivers: method.GetProperty("drivers").EnumerateArray().ToList())).ToList();
        var drivers = rows is [var first, ..] ? first.Drivers.Select(d => d.GetProperty("driver").GetString()!) : [];
        return new Grid(
            ["METHOD", "SINCE", .. drivers],
            [.. rows.Select(row => (IReadOnlyList<string?>)[Text(row.Method, "method"), Text(row.Method, "since"), .. row.Drivers.Select(Support)])])
        { Literal = true };
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static string Support(JsonElement driver)
    {
        var supported = driver.GetProperty("supported").GetBoolean() ? "yes" : "no";
        return driver.TryGetProperty("since", out var since) ? $"{supported}, {since}" : supported;
    }
}
