using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>A use of a type, in the schema that its names are of.</summary>
internal sealed record TypeShape(TypeExpression Type, LinkedSchema Schema);

/// <summary>What the values of a type are to those of another.</summary>
internal enum TypeRelation
{
    /// <summary>The same, written the same.</summary>
    Same,

    /// <summary>More: every value of before is one of them.</summary>
    Wider,

    /// <summary>Fewer: each of them was one before.</summary>
    Narrower,

    /// <summary>Neither.</summary>
    Other,
}

/// <summary>Tells what became of a type. The types that a name stands for are compared on their own, once.</summary>
internal static class TypeRelations
{
    // Each pair is written alike on the wire, and the second takes in all of the first.
    private static readonly (string Narrow, string Wide)[] Widenings =
    [
        (BuiltInTypes.Int32, BuiltInTypes.Integer),
        (BuiltInTypes.Int32, BuiltInTypes.Float),
        (BuiltInTypes.Integer, BuiltInTypes.Float),
        (BuiltInTypes.Uuid, BuiltInTypes.String),
        (BuiltInTypes.Uri, BuiltInTypes.String),
        (BuiltInTypes.Timestamp, BuiltInTypes.String),
    ];

    /// <summary>What the type is now to what it was.</summary>
    public static TypeRelation Of(TypeShape before, TypeShape now)
    {
        if (IsSameName(before, now))
            return TypeRelation.Same;
        (before, now) = (Resolved(before), Resolved(now));
        if (IsSameName(before, now))
            return TypeRelation.Same;
        if (Takes(now, before))
            return TypeRelation.Wider;
        if (Takes(before, now))
            return TypeRelation.Narrower;
        if (before.Type.Kind != now.Type.Kind)
            return TypeRelation.Other;
        if (before.Type.Element is { } item && now.Type.Element is { } itemNow)
            return Of(before with { Type = item }, now with { Type = itemNow });
        return HasSameForm(before, now) ? TypeRelation.Same : TypeRelation.Other;
    }

    /// <summary>The type behind all aliases.</summary>
    public static TypeShape Resolved(TypeShape shape)
    {
        while (shape.Type.Kind == TypeExpressionKind.Named && shape.Schema.FindType(shape.Type.Name) is AliasModel alias)
            shape = shape with { Type = alias.Target };
        return shape;
    }

    // A name that was changed is the same name, and so is one in a list of it.
    private static bool IsSameName(TypeShape before, TypeShape now)
    {
        var (old, name) = (before.Type.Leaf, now.Type.Leaf);
        if (before.Type.WithLeaf(name) != now.Type)
            return false;
        return old == name || (WasNamed(now, old) && LinkedSchema.NamespaceOf(old) == LinkedSchema.NamespaceOf(name));
    }

    private static bool WasNamed(TypeShape now, string old)
    {
        if (BuiltInTypes.Contains(old) || BuiltInTypes.Contains(now.Type.Leaf))
            return false;
        var life = now.Schema.FindType(now.Type.Leaf)?.Lifecycle ?? now.Schema.FindResource(now.Type.Leaf)?.Lifecycle;
        return life?.Was.Any(r => r.Name == LinkedSchema.ShortNameOf(old)) == true;
    }

    private static bool Takes(TypeShape wide, TypeShape narrow)
    {
        if (wide.Type is { IsBuiltIn: true, Name: BuiltInTypes.Json })
            return true;
        if (wide.Type.Kind != TypeExpressionKind.Named || narrow.Type.Kind != TypeExpressionKind.Named)
            return false;
        return Widenings.Contains((narrow.Type.Name, wide.Type.Name))
            || (wide.Type.Name == BuiltInTypes.String && narrow.Schema.FindType(narrow.Type.Name) is EnumModel);
    }

    // Another type that says the same is the same on the wire.
    private static bool HasSameForm(TypeShape before, TypeShape now) =>
        before.Schema.FindType(before.Type.Name) is { } old && now.Schema.FindType(now.Type.Name) is { } type
        && Nameless(old) == Nameless(type);

    private static TypeModel Nameless(TypeModel type) => type with { Name = "", Lifecycle = new Lifecycle { Since = null } };
}
