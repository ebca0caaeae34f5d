using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Discovery;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary><c>virtwire events</c>: prints what happens, a line an event, until it is stopped.</summary>
internal sealed class EventsCommand
{
    /// <summary>The command's word.</summary>
    public const string Word = "events";

    // What a key looks like where no resource says it better.
    private static readonly ValueShape AnyKey = new(ValueKind.Handle)
    {
        KeySets = [[new KeyField("name", new ValueShape(ValueKind.Text))], [new KeyField("uuid", new ValueShape(ValueKind.Text))]],
    };

    private readonly Option<string[]> _resources = new("--resource") { HelpName = "R", Description = "only events of this resource: domain; can be repeated" };
    private readonly Option<string[]> _kinds = new("--kind") { HelpName = "K", Description = "only this kind: stateChanged, or Domain.stateChanged; can be repeated" };
    private readonly Option<string> _object = new("--object") { HelpName = "KEY", Description = "only events about this object of the resource" };
    private readonly Option<string> _since = new("--since") { HelpName = "POSITION", Description = "first what has happened after this position" };

    public EventsCommand() =>
        Command = new Command(Word, "Prints what happens, a line an event, until it is stopped.") { _resources, _kinds, _object, _since };

    /// <summary>The command, for the tree.</summary>
    public Command Command { get; }

    /// <summary>Prints events until <paramref name="stop"/>, or until nobody reads them.</summary>
    /// <returns>One of <see cref="ExitCodes"/>: to be stopped is how it ends well.</returns>
    public async Task<int> RunAsync(ParseResult parsed, OutputFormat format, ToolConsole console, IDaemon daemon, DiscoveredApi api, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, console.WatchOutput());
        try
        {
            await using var feed = await daemon.SubscribeAsync(Parameters(parsed, api), either.Token);
            if (format != OutputFormat.Json)
                await PrintAsync(EventLine.Header, console);
            await foreach (var happening in feed.ReadAllAsync(either.Token))
                await PrintAsync(format == OutputFormat.Json ? happening.GetRawText() : EventLine.Of(happening), console);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
        }

        return ExitCodes.Success;
    }

    private static Task PrintAsync(string line, ToolConsole console)
    {
        console.Output.WriteLine(line);
        return console.Output.FlushAsync(CancellationToken.None);
    }

    private JsonElement Parameters(ParseResult parsed, DiscoveredApi api)
    {
        var resources = (parsed.GetValue(_resources) ?? []).Select(word => ResourceOf(word, api)).ToList();
        var kinds = (parsed.GetValue(_kinds) ?? []).ToList();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteList(writer, "resources", resources);
            WriteList(writer, "kinds", kinds);
            if (parsed.GetValue(_object) is { } key)
            {
                writer.WritePropertyName("about");
                var named = resources.Concat(kinds.Where(k => k.Contains('.', StringComparison.Ordinal)).Select(k => k[..k.LastIndexOf('.')])).Distinct().ToList();
                var shape = named is [var only] ? ShapeOf(only, api) : null;
                new ArgumentJson(writer, new ArgumentText(TextReader.Null)).Write("--object", shape ?? AnyKey, key);
            }

            if (parsed.GetValue(_since) is { } since)
                writer.WriteString("after", since);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void WriteList(Utf8JsonWriter writer, string name, List<string> values)
    {
        if (values.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    // The word of the command line, or the name on the wire.
    private static string ResourceOf(string word, DiscoveredApi api) => api.Resources.FirstOrDefault(r => r.Word == word)?.Name ?? word;

    private static ValueShape? ShapeOf(string resource, DiscoveredApi api) =>
        api.Resources.FirstOrDefault(r => r.Name == resource)?.Methods.Select(m => m.Receiver).FirstOrDefault(shape => shape is not null);
}
