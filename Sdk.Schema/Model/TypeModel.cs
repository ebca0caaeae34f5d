namespace Virtwire.Sdk.Schema.Model;

/// <summary>A named type of a document.</summary>
public abstract record TypeModel
{
    private protected TypeModel()
    {
    }

    /// <summary>The name; fully qualified (<c>host.DomainState</c>) once linked.</summary>
    public required string Name { get; init; }

    /// <summary>Words and life.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>Names of members that were and must not come back.</summary>
    public EquatableArray<string> Reserved { get; init; }
}

/// <summary>An object with named members.</summary>
public sealed record StructModel : TypeModel
{
    /// <summary>The members, in the order in which they are written: by <c>since</c>, then by ordinal name, once linked.</summary>
    public required EquatableArray<FieldModel> Fields { get; init; }

    /// <summary>Whether C# has it as a value type.</summary>
    public bool ValueType { get; init; }
}

/// <summary>A string out of a list.</summary>
public sealed record EnumModel : TypeModel
{
    /// <summary>The values, by number once linked.</summary>
    public required EquatableArray<EnumValueModel> Values { get; init; }

    /// <summary>Whether a reader must expect values that it does not know.</summary>
    public bool Open { get; init; } = true;

    /// <summary>The value that a reader may treat unknown ones as.</summary>
    public string? Fallback { get; init; }
}

/// <summary>A value of an enum.</summary>
public sealed record EnumValueModel(string Name, int Number, Lifecycle Lifecycle) : IEquatable<EnumValueModel>;

/// <summary>One of several structs, told apart by a tag beside their members.</summary>
public sealed record UnionModel : TypeModel
{
    /// <summary>The member that names the variant.</summary>
    public required string Tag { get; init; }

    /// <summary>The variants, by <c>since</c> and ordinal tag value once linked.</summary>
    public required EquatableArray<VariantModel> Variants { get; init; }

    /// <summary>Whether a reader must expect variants that it does not know.</summary>
    public bool Open { get; init; } = true;
}

/// <summary>A variant: the tag's value, and the struct whose members stand beside it.</summary>
public sealed record VariantModel(string Name, string Type, Lifecycle Lifecycle);

/// <summary>Another name, and perhaps constraints, for a type.</summary>
public sealed record AliasModel : TypeModel
{
    /// <summary>What it stands for.</summary>
    public required TypeExpression Target { get; init; }

    /// <summary>What a value must satisfy.</summary>
    public Constraints Constraints { get; init; } = Constraints.None;

    /// <summary>The unit of a number.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether values are kept out of logs, traces and dumps.</summary>
    public bool Sensitive { get; init; }
}
