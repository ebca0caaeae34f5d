using System.Text.Json.Nodes;

namespace Virtwire.Sdk.Tests.Schema;

/// <summary>Changes schema documents, as a function of a seed: JSON stays JSON, what it says changes.</summary>
internal sealed class DocumentMutator(int seed)
{
    private static readonly string?[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e10", "404", "\"\"", "\"x\"", "\"A\"", "\"1.0\"", "\"9.9\"", "\"string\"", "\"A[]\"", "\"a b\"",
        "\"preview\"", "\"com.acme.every.Disk\"", "[]", "[\"a\"]", "[\"a\",\"a\"]", "[[\"name\"]]", "[1]", "{}", "{\"a\":{}}", "{\"A\":{\"kind\":\"struct\"}}",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The document with a few members or items removed, renamed, replaced or exchanged.</summary>
    public string Mutate(string text)
    {
        var root = JsonNode.Parse(text)!;
        for (var i = _random.Next(1, 4); i > 0; i--)
            MutateOnce(root);
        return root.ToJsonString();
    }

    /// <summary>The document with the members of all its objects in another order.</summary>
    public JsonObject Shuffle(JsonObject source)
    {
        var members = source.ToArray();
        _random.Shuffle(members);
        var result = new JsonObject();
        foreach (var (name, value) in members)
            result.Add(name, Shuffle(value));
        return result;
    }

    private JsonNode? Shuffle(JsonNode? value) => value switch
    {
        JsonObject nested => Shuffle(nested),
        JsonArray array => new JsonArray([.. array.Select(Shuffle)]),
        _ => value?.DeepClone(),
    };

    private void MutateOnce(JsonNode root)
    {
        var containers = Containers(root).ToArray();
        switch (containers[_random.Next(containers.Length)])
        {
            case JsonObject { Count: > 0 } target:
                MutateMember(target, target.ElementAt(_random.Next(target.Count)).Key, containers);
                break;
            case JsonArray { Count: > 0 } target:
                target[_random.Next(target.Count)] = NewValue(containers);
                break;
        }
    }

    private void MutateMember(JsonObject target, string name, JsonNode[] containers)
    {
        switch (_random.Next(5))
        {
            case 0:
                target.Remove(name);
                break;
            case 1 when !target.ContainsKey(name + "x"):
                var value = target[name]?.DeepClone();
                target.Remove(name);
                target.Add(name + "x", value);
                break;
            case 2 when !target.ContainsKey("extra"):
                target.Add("extra", NewValue(containers));
                break;
            default:
                target[name] = NewValue(containers);
                break;
        }
    }

    private JsonNode? NewValue(JsonNode[] containers) => _random.Next(4) == 0
        ? containers[_random.Next(containers.Length)].DeepClone()
        : JsonNode.Parse(Values[_random.Next(Values.Length)]!);

    private static IEnumerable<JsonNode> Containers(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(static m => Containers(m.Value)).Prepend(value),
        JsonArray value => value.SelectMany(Containers).Prepend(value),
        _ => [],
    };
}
