using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>
/// The language as data: which keywords each kind of element has, and what stands behind them. The reader checks documents with it,
/// and the meta-schema and the grammar tables of the documentation are written from it, so none of them can say something else.
/// </summary>
public static class KeywordTable
{
    private static readonly Dictionary<ElementKind, ElementShape> ByKind = Shapes().ToDictionary(static s => s.Kind);

    /// <summary>Every kind of element, in the order in which the documentation lists them.</summary>
    public static EquatableArray<ElementShape> All { get; } = ByKind.Values.OrderBy(static s => s.Kind).ToEquatableArray();

    /// <summary>The keywords of a kind of element.</summary>
    public static ElementShape Of(ElementKind kind) => ByKind[kind];

    /// <summary>The kind of element behind <c>"kind": "…"</c>, or null for a word that is none.</summary>
    public static ElementKind? TypeKindOf(string word) => word switch
    {
        "enum" => ElementKind.Enum,
        "struct" => ElementKind.Struct,
        "union" => ElementKind.Union,
        "alias" => ElementKind.Alias,
        _ => null,
    };

    private static IEnumerable<ElementShape> Shapes() =>
        DocumentKeywords.Shapes().Concat(TypeKeywords.Shapes()).Concat(ResourceKeywords.Shapes()).Concat(LifecycleKeywords.Shapes());
}
