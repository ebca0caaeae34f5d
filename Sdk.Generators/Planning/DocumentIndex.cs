using Virtwire.Sdk.Generators.Pipeline;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>The document that an element stands in: its file name, and what is wanted of it.</summary>
internal readonly record struct ElementHome(string File, SchemaRoles Roles)
{
    public bool Has(SchemaRoles role) => (Roles & role) == role;
}

/// <summary>Finds the document of an element once all of a namespace are merged.</summary>
internal sealed class DocumentIndex
{
    private readonly Dictionary<string, ElementHome> _homes = new(StringComparer.Ordinal);
    // Apart from the others, because an error may have the name of a type.
    private readonly Dictionary<string, ElementHome> _homesOfErrors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaRoles> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _files = new(StringComparer.Ordinal);

    public DocumentIndex(IReadOnlyList<SchemaDocument> documents)
    {
        foreach (var (model, roles) in documents)
        {
            if (model is null)
                continue;
            var home = new ElementHome(FileName(model.Path), roles);
            foreach (var type in model.Types)
                _homes[model.Namespace + "." + type.Name] = home;
            foreach (var error in model.Errors)
                _homesOfErrors[model.Namespace + "." + error.Name] = home;
            foreach (var resource in model.Resources)
                _homes[model.Namespace + "." + resource.Name] = home;
            _roles[model.Namespace] = (_roles.TryGetValue(model.Namespace, out var known) ? known : 0) | roles;
            if (!_files.TryGetValue(model.Namespace, out var files))
                _files[model.Namespace] = files = new SortedSet<string>(StringComparer.Ordinal);
            files.Add(home.File);
        }
    }

    /// <summary>The document of an error.</summary>
    public ElementHome HomeOf(NamespaceModel ns, ErrorModel error) => _homesOfErrors[ns.Name + "." + error.Name];

    /// <summary>The document of a type or resource by its short name.</summary>
    public ElementHome HomeOf(NamespaceModel ns, string name) => _homes[ns.Name + "." + name];

    /// <summary>What is wanted of any document of the namespace.</summary>
    public SchemaRoles RolesOf(NamespaceModel ns) => _roles[ns.Name];

    /// <summary>The names of the namespace's files, for a header.</summary>
    public string FilesOf(NamespaceModel ns) => string.Join(", ", _files[ns.Name]);

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
