using System.Text.Json;
using Virtwire.Sdk.Cli.Daemons;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary>A daemon of a vendor that the tool has never heard of: answers what a test gave it, and notes what it was asked.</summary>
internal sealed class FakeDaemon : IDaemon
{
    /// <summary>The discovery of a daemon with one resource, written as plainly as OpenRPC allows.</summary>
    public const string Discovery = """
        {"openrpc":"1.3.2","info":{"title":"Acme","version":"1.0"},"methods":[
          {"name":"Rpc.hello","params":[],"result":{"name":"result","schema":{"type":"object"}}},
          {"name":"GraphicsCard.list","summary":"Lists cards.","params":[
             {"name":"state","schema":{"$ref":"#/components/schemas/State"}},
             {"name":"limit","schema":{"type":"integer"}},{"name":"after","schema":{"type":"string"}}],
           "result":{"name":"result","schema":{"type":"object","properties":{
              "items":{"type":"array","items":{"$ref":"#/components/schemas/Card"}},"next":{"type":"string"},"position":{"type":"string"}}}}},
          {"name":"GraphicsCard.setClock","description":"Sets the clock. It is reset when the card is.","params":[
             {"name":"self","required":true,"schema":{"$ref":"#/components/schemas/CardHandle"}},
             {"name":"maxClock","required":true,"description":"The clock.","schema":{"type":"integer","x-unit":"MHz"}},
             {"name":"boost","schema":{"type":"boolean"}},
             {"name":"labels","schema":{"type":"array","items":{"type":"string"}}},
             {"name":"curve","schema":{"type":"object","additionalProperties":{"type":"number"}}},
             {"name":"ratio","schema":{"type":"number"}},
             {"name":"firmware","schema":{"type":"string","contentEncoding":"base64"}},
             {"name":"serial","schema":{"anyOf":[{"type":"integer"},{"type":"string","pattern":"[0-9]+"}]}}],
           "result":{"name":"result","schema":{"type":"object"}},
           "errors":[{"code":2001,"message":"NoCard"}],
           "examples":[{"name":"fast","params":[{"name":"self","value":{"name":"gpu0"}},{"name":"maxClock","value":1800},{"name":"boost","value":true}]}]},
          {"name":"GraphicsCard.getBios","params":[{"name":"self","required":true,"schema":{"$ref":"#/components/schemas/CardHandle"}}],
           "result":{"name":"result","schema":{"$ref":"#/components/schemas/Bios"}}},
          {"name":"GraphicsCard.flash","params":[{"name":"self","required":true,"schema":{"$ref":"#/components/schemas/CardHandle"}}],
           "result":{"name":"result","schema":{"type":"object","properties":{"task":{"type":"object"}}}},
           "x-virtwire":{"task":{"cancel":true},"destructive":true}},
          {"name":"GraphicsCard.getInfo","params":[{"name":"self","required":true,"schema":{"$ref":"#/components/schemas/CardHandle"}}],
           "result":{"name":"result","schema":{"$ref":"#/components/schemas/Card"}}}],
         "components":{"schemas":{
           "State":{"anyOf":[{"enum":["idle","busy"]},{"type":"string"}]},
           "Bios":{"type":"object","properties":{"text":{"type":"string"}}},
           "Card":{"type":"object","properties":{"uuid":{"type":"string"},"name":{"type":"string"},"state":{"$ref":"#/components/schemas/State"}}},
           "CardHandle":{"type":"object","properties":{"uuid":{"type":"string"},"name":{"type":"string"}},
             "anyOf":[{"required":["uuid"]},{"required":["name"]}]}}}}
        """;

    private readonly Queue<string> _results = new();
    private readonly List<JsonElement> _events = [];

    /// <summary>What was called: method and parameters, discovery aside.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Adds an event that a subscription is sent.</summary>
    public FakeDaemon Tells(string notification)
    {
        _events.Add(JsonElement.Parse(notification));
        return this;
    }

    /// <summary>Adds what the next call answers.</summary>
    public FakeDaemon Answers(string result)
    {
        _results.Enqueue(result);
        return this;
    }

    public ValueTask<JsonElement> CallAsync(string method, JsonElement parameters, CancellationToken cancellationToken)
    {
        if (method == "Rpc.discover")
            return ValueTask.FromResult(JsonElement.Parse(Discovery));
        Calls.Add($"{method} {parameters.GetRawText()}");
        return ValueTask.FromResult(JsonElement.Parse(_results.Count > 0 ? _results.Dequeue() : "{}"));
    }

    public ValueTask<IEventFeed> SubscribeAsync(JsonElement parameters, CancellationToken cancellationToken)
    {
        Calls.Add($"Events.subscribe {parameters.GetRawText()}");
        return ValueTask.FromResult<IEventFeed>(new Feed([.. _events]));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Feed(JsonElement[] events) : IEventFeed
    {
        public async IAsyncEnumerable<JsonElement> ReadAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            foreach (var happening in events)
                yield return happening;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
