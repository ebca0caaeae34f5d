using Microsoft.AspNetCore.Http;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>The routes of all methods of a schema. Nothing in it is written down for a resource: the schema says all that there is to know.</summary>
internal sealed class RestRoutes
{
    /// <summary>Where all begins.</summary>
    internal const string Prefix = "/api";

    private static readonly string[] Readers = ["list", "getInfo", "get"];
    private static readonly string[] Makers = ["define", "create"];
    private static readonly string[] Removers = ["undefine", "delete"];

    private readonly LinkedSchema _schema;
    private readonly RestWords _words;
    private readonly Dictionary<string, (RestPlace Place, IReadOnlyList<(string, RestKeys)> Keys)?> _objects = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, RestRoute> _listed = new(StringComparer.Ordinal);

    internal RestRoutes(LinkedSchema schema)
    {
        _schema = schema;
        _words = new RestWords(schema);
        Values = new RestValues(schema);
        foreach (var home in schema.Namespaces)
        {
            foreach (var resource in home.Resources)
                Add(home, resource);
        }
    }

    /// <summary>The methods that say what a connection is or is sent, of which a request of HTTP has none that outlasts it.</summary>
    internal static IReadOnlyList<string> OfConnections { get; } = ["Events.subscribe", "Events.unsubscribe", "Rpc.hello"];

    /// <summary>The collections that are below no object.</summary>
    internal RestPlace Root { get; } = new(Prefix);

    /// <summary>Reads the values of queries.</summary>
    internal RestValues Values { get; }

    /// <summary>The route of each method, by its name; those of <see cref="OfConnections"/> have none.</summary>
    internal IEnumerable<RestRoute> Listed => _listed.Values;

    /// <summary>The route of a method; null for none.</summary>
    internal RestRoute? Find(string method) => _listed.GetValueOrDefault(method);

    // The parent's places come first, because the others hang on them.
    private void Add(NamespaceModel home, ResourceModel resource)
    {
        var name = $"{home.Name}.{resource.Name}";
        if (!_objects.TryAdd(name, null))
            return;
        var word = _words[name];
        var nested = resource.Parent is { } parent && RestKeys.Within(resource) is { } within ? Below(parent, within, name, ref word) : null;
        var alone = RestKeys.Alone(resource);
        var top = Collection(Root, word, resource.HasIdentity && (alone.IsSimple || nested is null) ? alone : null, receives: null);

        foreach (var method in resource.Methods.Select(m => new RestMethod(home, resource, m)).Where(m => !OfConnections.Contains(m.Name)))
            Place(method, nested?.Place, nested?.Keys ?? [], top);
        if (!top.IsEmpty)
            Root.Collections.Add(word, top);
        if (nested is { Place.Object: { } below })
            _objects[name] = (below, [.. nested.Value.Keys, (RestWords.KeyOf(word), nested.Value.Place.Keys!)]);
        else if (top.Object is { } at)
            _objects[name] = (at, [(RestWords.KeyOf(word), alone)]);
    }

    private (RestPlace Place, IReadOnlyList<(string, RestKeys)> Keys)? Below(string parent, RestKeys keys, string name, ref string word)
    {
        var home = _schema.FindNamespace(LinkedSchema.NamespaceOf(parent))!;
        Add(home, _schema.FindResource(parent)!);
        if (_objects[parent] is not { } above)
            return null;
        if (above.Place.Words.ContainsKey(word) || above.Place.Collections.ContainsKey(word))
            word = name;
        var place = Collection(above.Place, word, keys, keys.Parent);
        above.Place.Collections.Add(word, place);
        return (place, above.Keys);
    }

    private static RestPlace Collection(RestPlace above, string word, RestKeys? keys, string? receives)
    {
        var template = $"{above.Template}/{word}";
        return new RestPlace(template)
        {
            Receives = receives,
            Keys = keys,
            Object = keys is null ? null : new RestPlace($"{template}/{{{RestWords.KeyOf(word)}}}") { Receives = MethodModel.Self },
        };
    }

    private void Place(RestMethod method, RestPlace? nested, IReadOnlyList<(string, RestKeys)> keysAbove, RestPlace top)
    {
        var inParent = nested?.Receives is { } field ? method.Method.Params.FirstOrDefault(p => p.Name == field) : null;
        var isStatic = method.Method.Static;
        var below = isStatic ? inParent is null ? null : nested : nested?.Object;
        var above = isStatic ? inParent is null or { Optional: true } ? top : null : top.Object;
        var shortFor = ShortFor(method);
        above?.Add(method, shortFor);
        below?.Add(method, shortFor);
        var at = above is null ? null : Route(method, shortFor, top, []);
        _listed.Add(method.Name, below is null ? at! : Route(method, shortFor, nested!, keysAbove) with { Also = at });
    }

    private static RestRoute Route(RestMethod method, string? shortFor, RestPlace collection, IReadOnlyList<(string, RestKeys)> keysAbove)
    {
        var isStatic = method.Method.Static;
        var place = isStatic ? collection : collection.Object!;
        var word = collection.Template[(collection.Template.LastIndexOf('/') + 1)..];
        var keys = isStatic ? keysAbove : [.. keysAbove, (RestWords.KeyOf(word), collection.Keys!)];
        return shortFor is null
            ? new RestRoute(method.HttpMethod, $"{place.Template}/{method.Word}", method, place, keys)
            : new RestRoute(shortFor, place.Template, method, place, keys);
    }

    // Of those that would have one path and HTTP method, the first that the resource has is given it.
    private static string? ShortFor(RestMethod method)
    {
        if (method.IsRead)
            return IsFirst(method, Readers) ? HttpMethods.Get : null;
        if (method.Method.Static)
            return IsFirst(method, Makers) ? HttpMethods.Post : null;
        return IsFirst(method, Removers) ? HttpMethods.Delete : null;
    }

    private static bool IsFirst(RestMethod method, string[] names)
    {
        var siblings = from sibling in method.Resource.Methods
                       where sibling.Static == method.Method.Static && RestMethod.IsReading(sibling) == method.IsRead
                       select sibling.Name;
        return names.FirstOrDefault(siblings.Contains) == method.Method.Name;
    }
}
