namespace Virtwire.Sdk.Schema.Model;

/// <summary>The shape of a type expression.</summary>
public enum TypeExpressionKind
{
    /// <summary>A built-in type, or a type or resource by its name.</summary>
    Named,

    /// <summary><c>T[]</c>.</summary>
    Array,

    /// <summary><c>map&lt;T&gt;</c>: an object from any string to <c>T</c>.</summary>
    Map,
}

/// <summary>A use of a type: <c>T</c>, <c>T[]</c> or <c>map&lt;T&gt;</c>, nested as deep as one likes.</summary>
public sealed record TypeExpression
{
    private TypeExpression()
    {
    }

    /// <summary>Which of the three shapes it is.</summary>
    public TypeExpressionKind Kind { get; private init; }

    /// <summary>
    /// The name, for <see cref="TypeExpressionKind.Named"/>: a built-in or, once linked, a fully qualified name. Otherwise empty.
    /// </summary>
    public string Name { get; private init; } = "";

    /// <summary>The type of the items or values, for arrays and maps.</summary>
    public TypeExpression? Element { get; private init; }

    /// <summary>Whether it is one of <see cref="BuiltInTypes"/>.</summary>
    public bool IsBuiltIn => Kind == TypeExpressionKind.Named && BuiltInTypes.Contains(Name);

    /// <summary>The name at the bottom of all arrays and maps.</summary>
    public string Leaf => Kind == TypeExpressionKind.Named ? Name : Element!.Leaf;

    /// <summary>A built-in type, or a type or resource by its name.</summary>
    public static TypeExpression Named(string name) => new() { Kind = TypeExpressionKind.Named, Name = name };

    /// <summary>A list of <paramref name="element"/>.</summary>
    public static TypeExpression Array(TypeExpression element) => new() { Kind = TypeExpressionKind.Array, Element = element };

    /// <summary>An object from any string to <paramref name="element"/>.</summary>
    public static TypeExpression Map(TypeExpression element) => new() { Kind = TypeExpressionKind.Map, Element = element };

    /// <summary>The same expression with its leaf's name replaced.</summary>
    public TypeExpression WithLeaf(string name) =>
        Kind == TypeExpressionKind.Named ? Named(name) : this with { Element = Element!.WithLeaf(name) };

    /// <summary>The expression as the language writes it.</summary>
    public override string ToString() => Kind switch
    {
        TypeExpressionKind.Array => Element + "[]",
        TypeExpressionKind.Map => "map<" + Element + ">",
        _ => Name,
    };
}
