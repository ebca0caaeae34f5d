using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Model;

/// <summary>A C# record that is an object on the wire: a struct, the parameters of a method, the data of an event or an error.</summary>
internal sealed record RecordModel
{
    /// <summary>The C# name.</summary>
    public required string TypeName { get; init; }

    /// <summary>Its words.</summary>
    public required DocText Doc { get; init; }

    /// <summary>Whether it is a <c>readonly record struct</c>.</summary>
    public bool IsValueType { get; init; }

    /// <summary>The members, in the order in which they are written.</summary>
    public required EquatableArray<MemberModel> Members { get; init; }

    /// <summary>Whether members that a reader does not know are kept and written back.</summary>
    public bool KeepsUnknownMembers { get; init; }

    /// <summary>Whether members that the schema lacks are passed over even where a request is read strictly.</summary>
    public bool IgnoresUnknownMembers { get; init; }

    /// <summary>The members, by index, that an array may give by position.</summary>
    public EquatableArray<int> Positional { get; init; }

    /// <summary>Whether it asks for a page, so that the support surface may set limit and cursor.</summary>
    public bool IsPageRequest { get; init; }

    /// <summary>The index of the one member that C# returns instead of the record; −1 for none.</summary>
    public int SingleMember { get; init; } = -1;

    /// <summary>The key sets of a handle's reference, each by member index, of which one must be complete; none for other records.</summary>
    public EquatableArray<EquatableArray<int>> KeySets { get; init; }

    /// <summary>Whether <c>ToString</c> has something to hide.</summary>
    public bool HasSensitiveMembers => Members.Any(static m => m.Sensitive);
}

/// <summary>A struct of the schema, or the reference of a resource's handle.</summary>
internal sealed record StructUnit : EmissionUnit
{
    public required RecordModel Record { get; init; }
}

/// <summary>The parameters of a resource's methods, for those that have some of their own.</summary>
internal sealed record RequestsUnit : EmissionUnit
{
    public required EquatableArray<RecordModel> Records { get; init; }

    /// <inheritdoc/>
    public override bool IsEmpty => Records.Count == 0;
}

/// <summary>What the events of a resource tell.</summary>
internal sealed record EventDataUnit : EmissionUnit
{
    public required EquatableArray<RecordModel> Records { get; init; }

    /// <inheritdoc/>
    public override bool IsEmpty => Records.Count == 0;
}
