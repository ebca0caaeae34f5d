using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Model;

/// <summary>A union: an abstract record with a nested record a variant.</summary>
internal sealed record UnionUnit : EmissionUnit
{
    public required string TypeName { get; init; }

    public required DocText Doc { get; init; }

    /// <summary>The member on the wire that names the variant.</summary>
    public required string Tag { get; init; }

    public required bool Open { get; init; }

    public required EquatableArray<UnionVariantModel> Variants { get; init; }
}

/// <summary>A variant: the tag's value, the nested record, and the struct whose members stand beside the tag.</summary>
internal sealed record UnionVariantModel(string WireName, string Name, CSharpType Type, bool Converts, EquatableArray<string> Was, DocText Doc);
