using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>Puts documents together to a schema in which every reference has its target and every rule of the language holds.</summary>
public static class Linker
{
    /// <summary>
    /// Links documents of any number of namespaces. The order in which they are given makes no difference. Never throws for what a
    /// document says.
    /// </summary>
    public static LinkResult Link(IReadOnlyList<DocumentModel> documents)
    {
        var findings = new FindingList();
        var drafts = new DocumentMerger(findings).Merge(documents);
        ImportLinker.Link(drafts, findings);
        var namespaces = drafts.Select(draft => LinkNamespace(draft, findings)).ToEquatableArray();
        var isUsable = !findings.HasErrors && !documents.Any(static d => d.HasErrors);
        return new LinkResult(isUsable ? new LinkedSchema(namespaces, TypeUses.Find(namespaces)) : null, findings.ByDocument());
    }

    private static NamespaceModel LinkNamespace(NamespaceDraft draft, FindingList findings)
    {
        var definitions = new DefinitionLinker(draft, findings);
        var types = draft.Types.Values.Select(definitions.Link).ToEquatableArray();
        var errors = draft.Errors.Values.Select(definitions.Link).ToEquatableArray();
        var resources = draft.Resources.Values.Select(definitions.Link).ToEquatableArray();
        return new NamespaceModel
        {
            Name = draft.Name,
            Version = draft.StatedVersion ?? HighestSince(types, errors, resources),
            CSharpNamespace = draft.StatedCSharpNamespace ?? CSharpNames.Namespace(draft.Name),
            Imports = draft.Imports.Keys.ToEquatableArray(),
            Types = types,
            Errors = errors,
            Resources = resources,
        };
    }

    private static SchemaVersion HighestSince(
        EquatableArray<TypeModel> types, EquatableArray<ErrorModel> errors, EquatableArray<ResourceModel> resources) =>
        types.Select(static t => t.Lifecycle).Concat(errors.Select(static e => e.Lifecycle)).Concat(resources.Select(static r => r.Lifecycle))
            .Aggregate(new SchemaVersion(1, 0), static (highest, life) => life.Since > highest ? life.Since!.Value : highest);
}
