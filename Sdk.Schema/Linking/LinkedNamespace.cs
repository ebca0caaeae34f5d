using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>A linked definition, where it stands, and its elements.</summary>
/// <typeparam name="T">The model of a type, an error or a resource.</typeparam>
internal sealed record Linked<T>(T Model, LinkedNamespace Home, Element Element)
{
    public Place Place => Element.Place;
}

/// <summary>A namespace whose references have their targets, but whose rules are still to be checked.</summary>
internal sealed class LinkedNamespace
{
    public LinkedNamespace(NamespaceDraft draft, FindingList findings)
    {
        Draft = draft;
        var definitions = new DefinitionLinker(draft, findings);
        Types = draft.Types.Values.Select(type =>
        {
            var model = definitions.Link(type);
            return new Linked<TypeModel>(model, this, ElementTree.Of(model, type.Model.Name, type.Place));
        }).ToArray();
        Errors = draft.Errors.Values.Select(error =>
        {
            var model = definitions.Link(error);
            return new Linked<ErrorModel>(model, this, ElementTree.Of(model, error.Place));
        }).ToArray();
        Resources = draft.Resources.Values.Select(resource =>
        {
            var model = definitions.Link(resource);
            return new Linked<ResourceModel>(model, this, ElementTree.Of(model, resource.Place));
        }).ToArray();
        var elements = new List<Element>();
        foreach (var definition in Definitions())
            definition.CollectInto(elements);
        Elements = elements;
        Model = new NamespaceModel
        {
            Name = draft.Name,
            Version = draft.StatedVersion ?? HighestSince(),
            CSharpNamespace = draft.StatedCSharpNamespace ?? CSharpNames.Namespace(draft.Name),
            Doc = JoinDocs(draft),
            Imports = draft.Imports.Keys.ToEquatableArray(),
            Types = Types.Select(static t => t.Model).ToEquatableArray(),
            Errors = Errors.Select(static e => e.Model).ToEquatableArray(),
            Resources = Resources.Select(static r => r.Model).ToEquatableArray(),
        };
    }

    public NamespaceDraft Draft { get; }

    public NamespaceModel Model { get; }

    public string Name => Draft.Name;

    public IReadOnlyList<Linked<TypeModel>> Types { get; }

    public IReadOnlyList<Linked<ErrorModel>> Errors { get; }

    public IReadOnlyList<Linked<ResourceModel>> Resources { get; }

    /// <summary>The definitions and all that they hold.</summary>
    public IReadOnlyList<Element> Elements { get; }

    /// <summary>The definitions: types first, then errors, then resources.</summary>
    public IEnumerable<Element> Definitions() => TypesAndResources().Concat(Errors.Select(static e => e.Element));

    /// <summary>The definitions that share one set of names.</summary>
    public IEnumerable<Element> TypesAndResources() => Types.Select(static t => t.Element).Concat(Resources.Select(static r => r.Element));

    // By their words, not by their files: how a namespace is spread over files means nothing.
    private static string? JoinDocs(NamespaceDraft draft)
    {
        var docs = draft.Documents.Select(static d => d.Doc).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(docs, StringComparer.Ordinal);
        return docs.Length == 0 ? null : string.Join("\n", docs);
    }

    private SchemaVersion HighestSince()
    {
        var highest = new SchemaVersion(1, 0);
        foreach (var element in Elements)
        {
            if (element.Since > highest)
                highest = element.Since;
        }

        return highest;
    }
}
