using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>Finds the document of a namespace that a definition stands in.</summary>
internal sealed class DocumentPlaces
{
    private readonly Dictionary<string, string> _documents = new(StringComparer.Ordinal);

    public DocumentPlaces(IEnumerable<DocumentModel> documents, string ns)
    {
        var own = documents.Where(d => d.Namespace == ns).OrderBy(static d => d.Path, StringComparer.Ordinal).ToArray();
        Main = (own.FirstOrDefault(static d => d.Version is not null) ?? own[0]).Path;
        foreach (var document in own)
        {
            foreach (var type in document.Types)
                _documents["/types/" + type.Name] = document.Path;
            foreach (var error in document.Errors)
                _documents["/errors/" + error.Name] = document.Path;
            foreach (var resource in document.Resources)
                _documents["/resources/" + resource.Name] = document.Path;
        }
    }

    /// <summary>The document that stands for the namespace: the one that states its version.</summary>
    public string Main { get; }

    /// <summary>The document of a definition; the namespace's where none has it.</summary>
    public string Of(string container, string? name) => name is not null && _documents.TryGetValue("/" + container + "/" + name, out var path) ? path : Main;
}
