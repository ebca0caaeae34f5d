using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>Makes the model of a document out of checked JSON.</summary>
internal static class DocumentModelReader
{
    /// <summary>The model, or null where the document names no namespace.</summary>
    public static DocumentModel? Read(string path, JsonValue root, bool hasErrors)
    {
        if (root.Name("namespace", NameRule.Namespace) is not { } ns)
            return null;
        return new DocumentModel
        {
            Path = path,
            Namespace = ns,
            Version = root.Version("version"),
            Since = root.Version("since"),
            Imports = root.Names("import", NameRule.Namespace.Accepts),
            CSharpNamespace = root.Object("csharp")?.Name("namespace", NameRule.CSharpNamespace),
            Doc = root.Text("doc"),
            Types = root.Map("types", static (name, type, _) => TypeModelReader.Read(name, type)),
            Errors = root.Map("errors", static (name, error, index) => ResourceModelReader.ReadError(name, error, index)),
            Resources = root.Map("resources", static (name, resource, _) => ResourceModelReader.Read(name, resource)),
            HasErrors = hasErrors,
        };
    }
}
