using System.CommandLine;
using System.Text.Json;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary><c>virtwire call Domain.list '{}'</c>: a method by its name on the wire, with its parameters as JSON. Needs no discovery.</summary>
internal sealed class CallCommand
{
    private readonly Argument<string> _method = new("METHOD") { Description = "the name on the wire: Domain.getInfo" };

    private readonly Argument<string> _parameters = new("PARAMS")
    {
        Description = "the parameters as a JSON object; @file reads a file, - standard input",
        DefaultValueFactory = _ => "{}",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public CallCommand() => Command = new Command("call", "Calls a method by its name on the wire, and prints the result object.") { _method, _parameters };

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; }

    /// <summary>Calls, and prints the result object on one line.</summary>
    public async Task<int> RunAsync(ParseResult parsed, ToolConsole console, Func<CancellationToken, ValueTask<IDaemon>> open, CancellationToken cancellationToken)
    {
        var parameters = Parameters(new ArgumentText(console.Input).Read("PARAMS", parsed.GetValue(_parameters)!));
        await using var daemon = await open(cancellationToken);
        ResultPrinter.PrintJson(await daemon.CallAsync(parsed.GetValue(_method)!, parameters, cancellationToken), console.Output);
        return ExitCodes.Success;
    }

    private static JsonElement Parameters(string text)
    {
        try
        {
            var parameters = JsonElement.Parse(text);
            return parameters.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? parameters
                : throw new UsageException("PARAMS takes a JSON object, or an array for a method that takes its parameters by position.");
        }
        catch (JsonException failure)
        {
            throw new UsageException($"PARAMS takes JSON: {failure.Message}");
        }
    }
}
