using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>
/// A use of a definition by an element: the qualified name, where it stands, and whether it is an error's or a type's name.
/// </summary>
internal readonly record struct Use(string Name, Place Place, bool IsError);

/// <summary>
/// A linked element among others: what every kind of element has in common, so that what holds for all of them (life, words, names)
/// is checked once.
/// </summary>
internal sealed class Element(ElementKind kind, string name, Lifecycle life, Place place, Element? parent)
{
    private readonly List<Element> _children = [];
    private readonly List<Use> _uses = [];

    public ElementKind Kind => kind;

    public string Name => name;

    public Lifecycle Life => life;

    public SchemaVersion Since => life.Since!.Value;

    public Place Place => place;

    public Element? Parent => parent;

    public IReadOnlyList<Element> Children => _children;

    public IReadOnlyList<Use> Uses => _uses;

    /// <summary>Whether it or what it stands in is a preview.</summary>
    public bool IsPreview => life.Preview || parent is { IsPreview: true };

    public Element Add(ElementKind childKind, string childName, Lifecycle childLife, string container)
    {
        var child = new Element(childKind, childName, childLife, place.Child(container, childName), this);
        _children.Add(child);
        return child;
    }

    public void AddUse(string? usedName, Place at, bool isError = false)
    {
        if (usedName is { Length: > 0 } && !BuiltInTypes.Contains(usedName))
            _uses.Add(new Use(usedName, at, isError));
    }

    /// <summary>The children that share one set of names.</summary>
    public IEnumerable<IEnumerable<Element>> Groups() => _children.Count < 2 ? [_children] : _children.GroupBy(static c => c.Kind);

    /// <summary>Adds the element and all that it holds, in the order of a walk.</summary>
    public void CollectInto(List<Element> elements)
    {
        elements.Add(this);
        foreach (var child in _children)
            child.CollectInto(elements);
    }
}
