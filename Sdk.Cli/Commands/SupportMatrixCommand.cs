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
    public static async Task RunAsync(OutputFormat format, ToolConsole console, IDaemon daemon, CancellationToken cancellationToken)
    {
        var matrix = await daemon.CallAsync("Host.getSupportMatrix", JsonElement.Parse("{}"), cancellationToken);
        if (format == OutputFormat.Json)
            ResultPrinter.PrintJson(matrix, console.Output);
        else
            PrintTable(matrix.GetProperty("methods"), console.Output);
    }

    private static void PrintTable(JsonElement methods, TextWriter output)
    {
        var table = new TextTable();
        foreach (var method in methods.EnumerateArray())
        {
            var drivers = method.GetProperty("drivers").EnumerateArray().ToList();
            if (table.IsEmpty)
                table.Add(["METHOD", "SINCE", .. drivers.Select(d => d.GetProperty("driver").GetString()!)]);
            table.Add([method.GetProperty("method").GetString()!, method.GetProperty("since").GetString()!, .. drivers.Select(Support)]);
        }

        table.WriteTo(output);
    }

    private static string Support(JsonElement driver)
    {
        var supported = driver.GetProperty("supported").GetBoolean() ? "yes" : "no";
        return driver.TryGetProperty("since", out var since) ? $"{supported}, {since}" : supported;
    }
}
