using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Model;

/// <summary>Whether a member may be absent, <c>null</c>, or both.</summary>
internal enum Presence
{
    Required,
    Optional,
    Nullable,
    OptionalNullable,
}

/// <summary>A member of an emitted record.</summary>
internal sealed record MemberModel
{
    /// <summary>The name on the wire.</summary>
    public required string WireName { get; init; }

    /// <summary>Earlier names, accepted when read.</summary>
    public EquatableArray<string> Was { get; init; }

    /// <summary>The C# property.</summary>
    public required string Property { get; init; }

    /// <summary>The C# parameter or local that stands for it.</summary>
    public required string Variable { get; init; }

    /// <summary>The type of a value that is there.</summary>
    public required CSharpType Type { get; init; }

    /// <summary>Whether it may be absent, null, or both.</summary>
    public Presence Presence { get; init; }

    /// <summary>A C# expression for what an absent member is read as; null for nothing.</summary>
    public string? Default { get; init; }

    /// <summary>A default that C# has no constant for: JSON text, read once.</summary>
    public string? DefaultJson { get; init; }

    /// <summary>What a value must satisfy.</summary>
    public EquatableArray<CheckModel> Checks { get; init; }

    /// <summary>Whether it is kept out of <c>ToString</c>.</summary>
    public bool Sensitive { get; init; }

    /// <summary>The version that brought it, where that is later than what it stands in; null where it was there from the start.</summary>
    public SchemaVersion? CameIn { get; init; }

    /// <summary>A parameter: whether a client leaves it out where the peer is too old for it, instead of failing.</summary>
    public bool IsHint { get; init; }

    /// <summary>Whether C# asks for it where an object is made. False for the receiver of a page request, which the handle fills in.</summary>
    public bool AskedFor { get; init; } = true;

    /// <summary>Its words.</summary>
    public required DocText Doc { get; init; }

    /// <summary>Whether the wire may lack it.</summary>
    public bool MayBeAbsent => Presence is Presence.Optional or Presence.OptionalNullable;

    /// <summary>The type of the property.</summary>
    public string PropertyType => Presence switch
    {
        Presence.Required => Type.Name,
        Presence.OptionalNullable => "global::Virtwire.Sdk.Optional<" + Type.Name + "?>",
        _ => Type.Name + "?",
    };
}

/// <summary>A check of a value against a constraint: a method of the support surface and its last argument as a C# expression.</summary>
/// <param name="Method">The check, with its type arguments where they cannot be inferred: <c>Min</c>, <c>MaxLength</c>, <c>Pattern</c>.</param>
/// <param name="Argument">The bound; for a pattern the literal of the expression; null where the check needs none.</param>
internal sealed record CheckModel(string Method, string? Argument)
{
    /// <summary>Whether the argument is a pattern, which is compiled once.</summary>
    public bool IsPattern => Method == "Pattern";
}
