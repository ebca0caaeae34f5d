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
    private readonly Option<bool>? _noWait;

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
        if (method.StartsTask && Command.Options.All(o => o.Name != "--no-wait"))
            Command.Options.Add(_noWait = new Option<bool>("--no-wait") { Description = "print the id of the task, and do not wait for its end" });
        foreach (var alias in MethodAliases.Of(method.Name))
            Command.Aliases.Add(alias);
    }

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; }

    /// <summary>The method that it calls.</summary>
    public DiscoveredMethod Method => _method;

    /// <summary>The parameter of an option; null for an option that is none.</summary>
    public DiscoveredParameter? Find(string option) => _method.Parameters.FirstOrDefault(p => p.Option == option);

    /// <summary>Calls the method with what the command line says, and prints the result.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(ParseResult parsed, CommandGlance glance, ToolConsole console, IDaemon daemon, CancellationToken cancellationToken)
    {
        var request = Request(parsed, console.Input);
        if (_method.Destructive && !glance.Yes && !Question.Confirms(About(parsed), console))
            return ExitCodes.Interrupted;
        var result = _method.Paged
            ? await PageLoop.CollectAsync(_method.Name, request, daemon, cancellationToken)
            : await daemon.CallAsync(_method.Name, request, cancellationToken);
        if (_method.StartsTask && TaskFollower.IdOf(result) is { } task)
        {
            if (_noWait is not null && parsed.GetValue(_noWait))
            {
                console.Output.WriteLine(glance.Format == OutputFormat.Json ? result.GetRawText() : task);
                return ExitCodes.Success;
            }

            result = await new TaskFollower(_method, task, daemon, console).WaitAsync(cancellationToken);
        }

        ResultPrinter.Print(_method, result, glance.Format, console.Output);
        if (glance.Format.IsForPeople() && _method.Paged && result.TryGetProperty("next", out var next))
            console.Error.WriteLine($"There is more: --after {next}");
        return ExitCodes.Success;
    }

    private string About(ParseResult parsed) =>
        _receiver is { } receiver ? $"{CommandTree.PathOf(Command)} {parsed.GetValue(receiver.Argument)}" : CommandTree.PathOf(Command);

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
