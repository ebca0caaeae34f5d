using System.Text.Json;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Server.Bindings.Http.Rest;

/// <summary>The words of collections in paths: what a resource says with <c>rest</c>, else its name of many, else the name of a group of static methods.</summary>
internal sealed class RestWords
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    internal RestWords(LinkedSchema schema)
    {
        var all = schema.Namespaces.SelectMany(home => home.Resources.Select(resource => (Name: $"{home.Name}.{resource.Name}", Resource: resource))).ToList();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, resource) in all.Where(r => r.Resource.Rest is not null))
            _words.Add(name, taken.Add(resource.Rest!) ? resource.Rest! : name);

        // A word that is derived gives way: who wants another says so in the schema.
        foreach (var (name, resource) in all.Where(r => r.Resource.Rest is null))
        {
            var word = Kebab(resource.HasIdentity ? resource.Plural ?? resource.CSharpName + "s" : resource.Name);
            _words.Add(name, taken.Add(word) ? word : name);
        }
    }

    /// <summary>The word of a resource, by its fully qualified name.</summary>
    internal string this[string resource] => _words[resource];

    /// <summary>The name of a key in a path: <c>node-devices</c> has <c>nodeDevice</c>.</summary>
    internal static string KeyOf(string word)
    {
        var parts = word.Split('-', '.');
        var key = parts[0] + string.Concat(parts.Skip(1).Select(static p => char.ToUpperInvariant(p[0]) + p[1..]));
        return key.EndsWith('s') && key.Length > 1 ? key[..^1] : key;
    }

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
