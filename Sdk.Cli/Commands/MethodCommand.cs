using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Discovery;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>A method of the daemon as a command: <c>domain set-memory web1 --memory 1048576</c>.</summary>
internal sealed class MethodCommand
{
    private readonly DiscoveredMethod _method;
    private readonly ReceiverArgument? _receiver;
    private readonly List<ParameterOption> _parameters;

    public MethodCommand(DiscoveredMethod method)
    {
        _method = method;
        _receiver = method.Receiver is { } shape ? new ReceiverArgument(shape) : null;
        _parameters = [.. method.Parameters.Select(p => new ParameterOption(p))];
        Command = new Command(method.Word, method.Deprecated ? "(deprecated) " + method.Summary : method.Summary);
        if (_receiver is not null)
            Command.Arguments.Add(_receiver.Argument);
        foreach (var parameter in _parameters)
            Command.Options.Add(parameter.Option);
        foreach (var alias in MethodAliases.Of(method.Name))
            Command.Aliases.Add(alias);
    }

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; }

    /// <summary>The method that it calls.</summary>
    public DiscoveredMethod Method => _method;

    /// <summary>Calls the method with what the command line says, and prints the result.</summary>
    public async Task RunAsync(ParseResult parsed, OutputFormat format, ToolConsole console, IDaemon daemon, CancellationToken cancellationToken)
    {
        var request = Request(parsed, console.Input);
        var result = _method.Paged
            ? await PageLoop.CollectAsync(_method.Name, request, daemon, cancellationToken)
            : await daemon.CallAsync(_method.Name, request, cancellationToken);
        if (format == OutputFormat.Json)
        {
            ResultPrinter.PrintJson(result, console.Output);
            return;
        }

        ResultPrinter.PrintTable(_method, result, console.Output);
        if (_method.Paged && result.TryGetProperty("next", out var next))
            console.Error.WriteLine($"There is more: --after {next}");
    }

    private JsonElement Request(ParseResult parsed, TextReader input)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var arguments = new ArgumentJson(writer, new ArgumentText(input));
            writer.WriteStartObject();
            _receiver?.Write(parsed, writer, arguments);
            foreach (var parameter in _parameters)
                parameter.Write(parsed, writer, arguments);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
