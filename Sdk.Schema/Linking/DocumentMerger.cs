using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>Puts the documents of each namespace together.</summary>
internal sealed class DocumentMerger(FindingList findings)
{
    private readonly SortedDictionary<string, NamespaceDraft> _drafts = new(StringComparer.Ordinal);

    /// <summary>The namespaces by ordinal name. The order in which the documents are given makes no difference.</summary>
    public IReadOnlyCollection<NamespaceDraft> Merge(IReadOnlyList<DocumentModel> documents)
    {
        foreach (var document in documents.OrderBy(static d => d.Path, StringComparer.Ordinal))
        {
            if (!_drafts.TryGetValue(document.Namespace, out var draft))
                _drafts[document.Namespace] = draft = new NamespaceDraft(document.Namespace);
            draft.Documents.Add(document);
            AddHeader(draft, document);
            AddDefinitions(draft, document);
        }

        return _drafts.Values;
    }

    private void AddHeader(NamespaceDraft draft, DocumentModel document)
    {
        var root = Place.Root(document.Path);
        if (document.Version is { } version)
        {
            if (draft.StatedVersion is { } other && other != version)
            {
                var where = draft.Documents.First(static d => d.Version is not null);
                findings.Add(
                    NameDiagnostics.VersionsDiffer, root.Child("version"), draft.Name, version.ToString(), other.ToString(), where.Path);
            }

            draft.StatedVersion ??= version;
        }

        if (document.CSharpNamespace is { } csharp)
        {
            if (draft.StatedCSharpNamespace is { } other && other != csharp)
            {
                var where = draft.Documents.First(static d => d.CSharpNamespace is not null);
                findings.Add(
                    NameDiagnostics.CSharpNamespacesDiffer, root.Child("csharp", "namespace"), draft.Name, csharp, other, where.Path);
            }

            draft.StatedCSharpNamespace ??= csharp;
        }
    }

    private void AddDefinitions(NamespaceDraft draft, DocumentModel document)
    {
        var root = Place.Root(document.Path);
        var types = root.Child("types");
        foreach (var type in document.Types)
        {
            var place = types.Child(type.Name);
            if (IsNewTypeName(draft, type.Name, place))
                draft.Types.Add(type.Name, new Draft<TypeModel>(type, document, place));
        }

        var resources = root.Child("resources");
        foreach (var resource in document.Resources)
        {
            var place = resources.Child(resource.Name);
            if (IsNewTypeName(draft, resource.Name, place))
                draft.Resources.Add(resource.Name, new Draft<ResourceModel>(resource, document, place));
        }

        var errors = root.Child("errors");
        foreach (var error in document.Errors)
        {
            var place = errors.Child(error.Name);
            if (draft.Errors.TryGetValue(error.Name, out var other))
                findings.AddAtKey(NameDiagnostics.Duplicate, place, error.Name, "an error", other.Document.Path);
            else
                draft.Errors.Add(error.Name, new Draft<ErrorModel>(error, document, place));
        }
    }

    // A resource's name is also a type: the handle.
    private bool IsNewTypeName(NamespaceDraft draft, string name, Place place)
    {
        if (draft.Types.TryGetValue(name, out var type))
            findings.AddAtKey(NameDiagnostics.Duplicate, place, name, "a type", type.Document.Path);
        else if (draft.Resources.TryGetValue(name, out var resource))
            findings.AddAtKey(NameDiagnostics.Duplicate, place, name, "a resource", resource.Document.Path);
        else
            return true;
        return false;
    }
}
