using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>A definition as a document has it, and where.</summary>
/// <typeparam name="T">The model of a type, an error or a resource.</typeparam>
/// <param name="Model">The definition.</param>
/// <param name="Document">The document.</param>
/// <param name="Place">Where it stands there.</param>
internal sealed record Draft<T>(T Model, DocumentModel Document, Place Place);

/// <summary>The documents of one namespace, put together but with references still as they are written.</summary>
internal sealed class NamespaceDraft(string name)
{
    public string Name { get; } = name;

    public List<DocumentModel> Documents { get; } = [];

    public SortedDictionary<string, Draft<TypeModel>> Types { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Draft<ErrorModel>> Errors { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Draft<ResourceModel>> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>The namespaces it imports and that exist, in ordinal order.</summary>
    public SortedDictionary<string, NamespaceDraft> Imports { get; } = new(StringComparer.Ordinal);

    public SchemaVersion? StatedVersion { get; set; }

    public string? StatedCSharpNamespace { get; set; }

    public string Qualify(string shortName) => Name + "." + shortName;
}
